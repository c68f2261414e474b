-- AlterTable
ALTER TABLE "Incident" ADD COLUMN     "logForgottenAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "FileCopy" (
    "entryId" INTEGER NOT NULL,
    "fileId" TEXT NOT NULL,
    "mimetype" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "copiedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FileCopy_pkey" PRIMARY KEY ("entryId","fileId")
);

-- AddForeignKey
ALTER TABLE "FileCopy" ADD CONSTRAINT "FileCopy_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
