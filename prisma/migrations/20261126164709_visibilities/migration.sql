-- AlterTable
ALTER TABLE "Answer" ADD COLUMN     "receipt" TEXT,
ADD COLUMN     "releasedTo" TEXT;

-- AlterTable
ALTER TABLE "Review" ADD COLUMN     "peopleAsked" INTEGER;

-- CreateTable
CREATE TABLE "AnswerDraft" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sealedWith" TEXT,
    "visibility" TEXT NOT NULL,
    "typedTs" TEXT NOT NULL,

    CONSTRAINT "AnswerDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MergedAccount" (
    "id" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,
    "incidentId" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "sealedWith" TEXT,
    "receiptHash" TEXT NOT NULL,

    CONSTRAINT "MergedAccount_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "AnswerDraft_workspaceId_userId_subject_key" ON "AnswerDraft"("workspaceId", "userId", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "MergedAccount_receiptHash_key" ON "MergedAccount"("receiptHash");

-- CreateIndex
CREATE INDEX "MergedAccount_incidentId_idx" ON "MergedAccount"("incidentId");

-- AddForeignKey
ALTER TABLE "MergedAccount" ADD CONSTRAINT "MergedAccount_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;
