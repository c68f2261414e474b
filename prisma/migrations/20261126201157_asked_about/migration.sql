-- AlterTable
ALTER TABLE "Prompt" ADD COLUMN     "aboutRef" TEXT;
