-- CreateTable
CREATE TABLE "RhymeHidden" (
    "incidentId" UUID NOT NULL,
    "earlierId" UUID NOT NULL,
    "workspaceId" TEXT NOT NULL,

    CONSTRAINT "RhymeHidden_pkey" PRIMARY KEY ("incidentId","earlierId")
);

-- AddForeignKey
ALTER TABLE "RhymeHidden" ADD CONSTRAINT "RhymeHidden_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;
