# Plots in which something is fetched, brought or traded. Lists come back word for word.

rule elder x
- [mother|father|grandmother|grandfather|aunt|uncle]

# 1. Three things to remember.

rule plot-list hero
- let where: place people; let one: item; let two: item; let three: item;
  <opening hero> // <list-order hero one two three> <list-song hero one two three> <go hero where> <on-the-way hero>
  // <list-forget hero one two three where> <list-buy hero one two three where> <list-home hero one two three> // <ending hero>

rule list-order hero one two three
- <oneday>, {hero.his} {hero.elder} [said|called]: "{Hero}, please bring me {one}, {two} and {three}."
- <oneday>, they had run out of {one}, {two} and {three}. "[Can|Could|Will] you get some?" asked {hero.his} {hero.elder}.
- <oneday>, {hero.his} {hero.elder} needed {one}, {two} and {three}. "I can get them!" said {hero}.
- <oneday>, {hero.his} {hero.elder} gave {hero} [three coins|some money|a handful of money]. "[Buy|Get|Bring] {one}, {two} and {three}, and nothing else."
- "We need {one}, {two} and {three}," said {hero.his} {hero.elder} <when>. "Can you remember that?" "Of course," said {hero}.
- <oneday>, {hero.his} {hero.elder} was [baking|cleaning|very busy]. "[I need|We still need|All I need is] {one}, {two} and {three}. [Can you go|Will you go|Would you go], {hero}?"

rule when
- (today) [that morning|that day]
- (not today) one [morning|day|Saturday]

rule list-song hero one two three
- So that nothing would be forgotten, {hero} [sang|said|whispered] all the way: "{One}, {two} and {three}. {One}, {two} and {three}."
- {Hero} made a song of it: "{One}, {two} and {three}, that is what they want from me!"
- "{One}, {two} and {three}," {hero} said [again and again|a hundred times|at every step]. "{One}, {two} and {three}."
- {Hero} counted on [three fingers|both hands|the way]: first {one}, second {two}, third {three}.
- "{One} begins it, {two} goes on, {three} ends it," thought {hero}. "{One}, {two} and {three}."
- At the first tree {hero} said "{one}", at the second "{two}", at the third "{three}".

rule list-forget hero one two three where
- {Where.in} the {where}, there was so much to see that {hero} [forgot everything|almost forgot the list]. "What was it? {One} and {two} and ..."
  {Hero} [stopped|stood still|thought hard]. "{Three}!"
- {Where.in} the {where}, [somebody was singing|music was playing|a child was crying|it was very loud], and {hero} forgot the list. <think hero>
  "{One}, {two} and {three}!" {hero} [remembered|cried|said] at last.
- {Where.in} the {where}, {hero} asked for {one}, {two} and {three}.
- <list-helper hero one two three where>

rule list-helper hero one two three where
- let helper: person; {Where.in} the {where} stood a {helper}. "What do you need?" asked the {helper}. "{One}, {two} and {three}, please," said {hero}.
- let helper: person; A {helper} was [waiting|standing|selling things] {where.in} the {where}. "[Good morning|Hello]," said the {helper}. "[What shall it be|What can I do for you]?"
  {Hero} took a deep breath. "{One}, {two} and {three}!"
- let friend: character; {Where.in} the {where}, {hero} met a {friend.kind} named {friend}. "[Hello|Good morning], {hero}! What are you buying?" asked {friend}.
  "{One}, {two} and {three}," said {hero}. {Friend} [helped|came along|knew where to find it all].

rule list-buy hero one two three where
- Soon {hero} had the {one}, the {two} and the {three}.
- First {hero} got the {one}, then the {two}, and last the {three}.
- The {one} and the {two} were easy to find, but {hero} had to [look for|ask for|wait for] the {three}.
- {Hero} put the {one} on the left, the {two} on the right and the {three} on top. [It was heavy|Nothing fell down|That was not easy], [and off {hero.he} went|but {hero} was strong].

rule list-home hero one two three
- "{One}, {two} and {three}!" said {hero.his} {hero.elder}. "You have [forgotten nothing|remembered it all|a very good head]." <happy hero>
- At home, {hero.his} {hero.elder} looked at the {one}, the {two} and the {three} and [smiled|laughed|clapped]. <happy hero>
- "Did you get the {one}?" "Yes." "And the {two}?" "Yes." "And the {three}?" "[Yes, yes, yes|Of course]!" [laughed|cried|said] {hero}.
- {Hero.his} {hero.elder} had [already made a fire|set the table|been waiting at the door]. With the {one}, the {two} and the {three}, [everything was ready|the day was saved|all was well].
- "I have {one}, I have {two}, I have {three}," sang {hero} at the door. {Hero.his} {hero.elder} [laughed|was proud|sang along].

# 2. A letter for somebody far away.

rule plot-letter hero
- let friend: character; let far: place outdoors; let one: person; let two: person;
  <opening hero> // <letter-start hero friend> <letter-ask hero friend one two far> <on-the-way hero> // <letter-there hero friend far> <letter-read hero friend far> // <ending hero>

rule letter-start hero friend
- <oneday>, {hero} found a letter [on the road|in the grass|under a bush]. On it was written: "For {friend}, the {friend.kind}."
- <oneday>, the wind blew a letter right to {hero}'s feet. It was for a {friend.kind} named {friend}.
- <oneday>, {hero} was asked to bring a letter to a {friend.kind} named {friend}. "[It is important|Please hurry|Do not lose it]!"
- "[Who can take this letter|Who has strong legs and a good heart]?" somebody asked. "I can," said {hero}. It was for {friend}, a {friend.kind}.

rule letter-ask hero friend one two far
- First {hero} met a {one}. "Do you know {friend}?" "No," said the {one}, "but [ask the people at the well|I know somebody who does]." Then came a {two}.
  "{Friend}? Of course," said the {two}. "You will find {friend} {far.in} a {far.air} {far}."
- "Who is {friend}?" {hero} asked a {one}. The {one} did not know. "Where can I find {friend}?" {hero} asked a {two}. The {two} pointed [north|south|east|west].
  "{Far.in} a {far.air} {far}," said the {two}.
- {Hero} asked a {one} and a {two} about {friend}. The {one} [knew nothing|shook a tired head|had never heard the name]. But the {two} said, "I saw {friend} {far.in} a {far.air} {far}."
- "Never heard of {friend}," said a {one}. "[Small, isn't it|The one who sings]?" said a {two}. "Yes, I know {friend}. Go and look {far.in} a {far.air} {far}." {Hero} thanked the {one} and the {two}.

rule letter-there hero friend far
- It was a long way to the {far}. At last {hero} saw {friend}.
- It took {hero} [two hours|half a day|the whole afternoon] to get to the {far}. And there was {friend}!
- {Far.in} the {far}, somebody was [singing|sleeping|sitting all alone|looking at the clouds]. "Are you {friend}?" asked {hero}. "I am," said {friend}.
- {Hero} [ran|hurried|walked] all the way to the {far} and called, "{Friend}! {Friend}!" And {friend} [answered|came running|waved].
- "Letter for {friend}!" {hero} called when the {far} came in sight. There was a long silence. Then {friend} came out, [rubbing both eyes|not quite awake|very surprised].

rule letter-read hero friend far
- {Friend} read the letter aloud: "[Come and see me soon|I miss you|You are my best friend|I have not forgotten you]!" It was from {friend.his} {friend.kin}. <happy friend> <thanks friend> <between hero friend>
- {Friend} read the letter and [began to cry with joy|laughed|danced through the grass]. "It is from my {friend.kin}!" <thanks friend> <welcome hero> <between hero friend>
- "[What does it say|Is it good news]?" asked {hero}. "[My sister|My brother|My uncle|My cousin] is coming to see me!" said {friend}. <happy-both hero friend> <between hero friend>
- "Nobody has ever written to me before," said {friend}. <both hero friend> read the letter together, [three times|again and again|word for word]. <happy friend> <between hero friend>
- {Friend} held the letter [upside down|close to the light]. "I cannot read," {friend.he} whispered. So {hero} read it aloud, and then taught {friend} the first [three|four|five] letters. <thanks friend> <between hero friend>

rule kin x
- [sister|brother|mother|father|cousin|grandmother|best friend]

# 3. A chain of trades: what is asked for last is got first.

rule plot-trade hero
- let a: object keep; let b: object tool; let c: object gift; let one: person; let two: person;
  <opening hero> // <trade-want hero a c one> <trade-second hero a b c one two> <on-the-way hero> // <trade-back hero a b c one two> <happy hero> // <ending hero>

rule trade-want hero a c one
- {Hero} had a {a.look} {a}. But {hero.he} [wanted|wished for] a {c.look} {c} more than anything. <oneday>, {hero.he} met a {one} who had one just like that.
- {Hero} owned nothing but a {a.look} {a}. <oneday>, {hero.he} saw a {one} with a {c.look} {c}. "Oh, I would love to have that {c}!" said {hero}.
- <oneday>, {hero} saw a {c.look} {c} in a window. It belonged to a {one}. {Hero} had no money, only a {a.look} {a}.

rule trade-second hero a b c one two
- "Bring me a {b}, and you can have the {c}," said the {one}. {Hero} went to a {two} who had one. "I would like your {a} for the {b}," said the {two}.
- "I need a {b}," said the {one}. "If you bring me one, the {c} is yours." Who had one? A {two} did. "I will give you the {b} for your {a}," said the {two}.
- "What do you want for the {c}?" asked {hero}. "A {b}," said the {one}. So {hero} looked for one, and [soon|at last] {hero.he} met a {two} who had one. "Give me the {a}, and you get my {b}," said the {two}.

rule trade-back hero a b c one two
- {Hero} gave the {a} to the {two} and got the {b}. Then {hero.he} gave the {b} to the {one} and got the {c}.
- The {a} for the {b}, and the {b} for the {c}! {Hero} [ran|hurried] from the {two} to the {one}, and then the {c} was {hero}'s.
- It was hard to say goodbye to the {a}, but the {two} [smiled|was so glad], and now {hero} had the {b}. "Here is the {b}," said {hero} to the {one}. "And here is the {c}," said the {one}.
- "First the {two}," said {hero}, and gave away the {a}. In came the {b}. "Now the {one}," said {hero}, and gave away the {b}. In came the {c}.

# 4. Food for somebody who is ill, and water in the way.

rule plot-basket hero
- let friend: character alive; let food: object sweet; let bag: object carry; let water: place cross;
  <opening hero> // <basket-ill hero friend> <basket-pack hero friend food bag> <on-the-way hero> <basket-water hero food bag water> // <basket-there hero friend food bag> <between hero friend> // <ending hero>

rule basket-ill hero friend
- <oneday>, {hero} heard that a {friend.kind} named {friend} was ill. [Poor {friend}!|"I must help," said {hero}.]
- {Hero} had a friend, a {friend.kind} named {friend}. <oneday>, {friend} [was ill|had a cold|had to stay in bed].
- <oneday>, a bird brought news. A {friend.kind} named {friend} had hurt a foot and could not [walk|get up|go out].

rule basket-pack hero friend food bag
- {Hero} took a {bag.look} {bag} and put a {food} in it. "This will [help|do {friend} good]," said {hero}.
- "Eating makes everything better," thought {hero}, and [packed a {food} into|laid a {food} in] a {bag.look} {bag}.
- {Hero} baked a {food} and packed it into a {bag.look} {bag}. [It smelled wonderful.|The {food} was still warm.|]

rule basket-water hero food bag water
- The way led to a {water.air} {water}. There was no [way across|boatman to be seen]. {Hero} was afraid that the {food} would get wet. <across hero bag water>
- Soon {hero} came to a {water.air} {water}. How could {hero.he} get to the other side with the {bag}? <across hero bag water>
- But there was a {water.air} {water} in the way, and the {bag} was heavy. <across hero bag water>

rule across hero bag water
- let helper: character large; A {helper.kind} named {helper} was [bathing|drinking] there. "Climb on my back," said {helper}, and carried {hero} and the {bag} across the {water}. <thanks hero>
- {Hero} found a [fallen tree|line of flat rocks], held the {bag} high, and walked across the {water}, step by step.
- let helper: person; A {helper} was [fishing|singing|resting] there. "I will [take you across|show you the way]," said the {helper}. The {helper} knew the {water} well, and soon they were on the other side.
- {Hero} walked [around the|along the] {water} for a long time, and the {bag} grew heavier and heavier. At last there was a way across.

rule basket-there hero friend food bag
- At last {hero} stood at {friend}'s door. "[Look what I have|This is for you|Surprise]!" said {hero} and took the {food} out of the {bag}. {Friend} [smiled|sat up in bed|laughed]. <thanks friend>
- "Who is there?" asked a weak voice. It was {friend}. {Hero} opened the {bag}, and {friend} saw the {food}. <thanks friend> They [shared|ate] it together.
- {Friend} was [lying in bed|very pale|sitting by the fire]. But when {hero} put the {bag} on the table and took out the {food}, {friend} [felt better at once|was not so ill any more|had to smile].
- "I could smell it from far away," said {friend} when {hero} opened the {bag}. Half of the {food} was gone in a minute. <thanks friend> <welcome hero>
