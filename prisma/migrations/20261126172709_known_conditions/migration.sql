-- AlterTable
ALTER TABLE "Change" ADD COLUMN     "doneAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ConditionApart" (
    "conditionId" INTEGER NOT NULL,
    "otherId" INTEGER NOT NULL,
    "workspaceId" TEXT NOT NULL,

    CONSTRAINT "ConditionApart_pkey" PRIMARY KEY ("conditionId","otherId")
);

-- CreateIndex
CREATE INDEX "ConditionApart_otherId_idx" ON "ConditionApart"("otherId");

-- CreateIndex
CREATE INDEX "Condition_workspaceId_knownAs_idx" ON "Condition"("workspaceId", "knownAs");

-- AddForeignKey
ALTER TABLE "ConditionApart" ADD CONSTRAINT "ConditionApart_conditionId_fkey" FOREIGN KEY ("conditionId") REFERENCES "Condition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConditionApart" ADD CONSTRAINT "ConditionApart_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Condition"("id") ON DELETE CASCADE ON UPDATE CASCADE;
