-- AlterTable
ALTER TABLE "Surprise" ALTER COLUMN "personId" DROP NOT NULL;
