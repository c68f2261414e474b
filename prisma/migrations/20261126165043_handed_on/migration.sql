-- AlterTable
ALTER TABLE "Prompt" ADD COLUMN     "handedToId" TEXT;
