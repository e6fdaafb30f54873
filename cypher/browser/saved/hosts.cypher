// 哪些单位共同办活动 — Which bodies host events together
MATCH (a)-[x:HOSTS|ORGANIZES|CO_ORGANIZES]->(e:Event)<-[y:HOSTS|ORGANIZES|CO_ORGANIZES]-(b)
WHERE a.id < b.id
RETURN a, x, e, y, b
LIMIT 100;
