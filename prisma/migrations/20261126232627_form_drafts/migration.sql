-- CreateTable
CREATE TABLE "FormDraft" (
    "incidentId" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "fields" JSONB NOT NULL,
    "shownAt" TIMESTAMPTZ(3) NOT NULL,
    "requestKey" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FormDraft_pkey" PRIMARY KEY ("incidentId","place","userId")
);

-- AddForeignKey
ALTER TABLE "FormDraft" ADD CONSTRAINT "FormDraft_incidentId_fkey" FOREIGN KEY ("incidentId") REFERENCES "Incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;
