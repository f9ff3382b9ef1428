-- Columns without a type, as a table that was made of a query has them: an id is a number in one row and text in the next.

-- store: prisma
CREATE TABLE lead_notes (id PRIMARY KEY, content, lead_id);
INSERT INTO lead_notes VALUES (1,'a',12),(2,'b','12'),(3,'c',5);
-- store: leadflow
CREATE TABLE leads (id PRIMARY KEY, address TEXT, owner_name TEXT, phone TEXT, source_type TEXT);
INSERT INTO leads VALUES (12,'x','Ann', 4805550101,'m'),('13','y','Bob',NULL,'m'),(5,'z','Cy','4805550102','m');
