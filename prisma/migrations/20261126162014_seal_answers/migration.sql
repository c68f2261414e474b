-- AlterTable
ALTER TABLE "Answer" ADD COLUMN     "sealedWith" TEXT;

-- CreateTable
CREATE TABLE "AnswerKey" (
    "id" TEXT NOT NULL,

    CONSTRAINT "AnswerKey_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Answer_sealedWith_idx" ON "Answer"("sealedWith");
