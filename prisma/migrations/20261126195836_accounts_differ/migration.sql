-- CreateTable
CREATE TABLE "AccountsDiffer" (
    "incidentId" UUID NOT NULL,
    "one" TEXT NOT NULL,
    "other" TEXT NOT NULL,
    "workspaceId" TEXT NOT NULL,

    CONSTRAINT "AccountsDiffer_pkey" PRIMARY KEY ("incidentId","one","other")
);

-- AddForeignKey
ALTER TABLE "AccountsDiffer" ADD CONSTRAINT "AccountsDiffer_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;
