-- CreateTable
CREATE TABLE "ChangeTold" (
    "changeId" INTEGER NOT NULL,
    "stage" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,

    CONSTRAINT "ChangeTold_pkey" PRIMARY KEY ("changeId","stage")
);

-- AddForeignKey
ALTER TABLE "ChangeTold" ADD CONSTRAINT "ChangeTold_changeId_fkey" FOREIGN KEY ("changeId") REFERENCES "Change"("id") ON DELETE CASCADE ON UPDATE CASCADE;
