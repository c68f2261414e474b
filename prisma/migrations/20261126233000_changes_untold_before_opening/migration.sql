-- Of what changed before its review opened nobody is told until then. It was taken for told where it was there before people were told.
DELETE FROM "ChangeTold" AS told USING "Change" AS change
WHERE change."id" = told."changeId"
  AND NOT EXISTS (SELECT FROM "Review" AS review WHERE review."incidentId" = change."incidentId" AND review."openedAt" IS NOT NULL);
