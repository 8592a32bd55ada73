-- The mark by which a file is known as Lapwing's: `owner::APPLICATION`, "Lapw" as a number.

PRAGMA application_id = 1281454199;
