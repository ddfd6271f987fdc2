-- What should hold before a deal leaves the stages that every firm begins with; its own from then on, as the stages are.
update sales.stage set criteria = '[{"key": "need", "text": "The need is real and has a date"}, {"key": "decider", "text": "We know who decides"}]'
  where id = '01930000-0000-7000-8000-000000000011' and criteria = '[]';
update sales.stage set criteria = '[{"key": "budget", "text": "The budget is known"}, {"key": "process", "text": "We know how they decide"}]'
  where id = '01930000-0000-7000-8000-000000000012' and criteria = '[]';
update sales.stage set criteria = '[{"key": "shown", "text": "The offer was gone through with who decides"}]'
  where id = '01930000-0000-7000-8000-000000000013' and criteria = '[]';
update sales.stage set criteria = '[{"key": "agreed", "text": "Price and terms are agreed"}]'
  where id = '01930000-0000-7000-8000-000000000014' and criteria = '[]';
