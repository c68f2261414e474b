-- What became of changes before this was told of is no news now.
INSERT INTO "ChangeTold" ("changeId", "stage", "workspaceId")
SELECT "id", "state", "workspaceId" FROM "Change" WHERE "conditionId" IS NOT NULL
UNION ALL
SELECT "id", 'outcome', "workspaceId" FROM "Change" WHERE "conditionId" IS NOT NULL AND "outcome" IS NOT NULL
ON CONFLICT DO NOTHING;
