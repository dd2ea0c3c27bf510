# Plots in which something is lost, stuck, broken or locked.

rule owns who thing
- [{Who}|{Who.he}] had a {thing.look} {thing}[ and took it everywhere| and would not have sold it for all the money in the world|].
- More than anything else, [{who}|{who.he}] loved a {thing.look} {thing}.
- The best thing that [{who}|{who.he}] had was a {thing.look} {thing}.
- On {who.his} last birthday, [{who}|{who.he}] had got a {thing.look} {thing}.
- [{Who}|{Who.he}] owned a {thing.look} {thing}. [It had been a present from an old friend.|It was not worth much, but {who} loved it.|]
- Somebody had once given [{who}|{who.him}] a {thing.look} {thing}.

# 5. Lost and found.

rule plot-lost hero
- let thing: object keep; let where: place !home; let friend: character;
  <opening hero> <owns hero thing> // <lost-gone hero thing> <lost-search hero thing> <lost-friend hero friend thing where> <on-the-way hero>
  // <lost-there hero friend thing where> <between hero friend> <lost-moral hero friend thing> // <ending hero>

rule lost-gone hero thing
- <oneday>, the {thing} was gone. <sad hero>
- <oneday>, {hero} could not find the {thing}. <sad hero>
- <oneday>, {hero} looked for the {thing}, but it was not there. <sad hero>
- "Where is my {thing}?" cried {hero} <when>. <sad hero>
- <oneday>, the place where the {thing} belonged was empty. <sad hero>

rule lost-search hero thing
- [{Hero}|{Hero.he}] looked [under the bed|under the table|behind the door], [in the cupboard|behind the stove|on the roof] and [in every corner|in all pockets|under every leaf]. No {thing}!
- It was not [under the bed|under the table]. It was not [behind the door|in the cupboard]. It was not [on the roof|in the grass], either.
- [{Hero}|{Hero.he}] searched [for an hour|all morning|high and low], but the {thing} did not [turn up|come back].
- "{Thing}, where are you?" called {hero}. But [the {thing} did not answer|nobody answered|all was still].

rule lost-friend hero friend thing where
- <comes-along friend> "I have lost my {thing}," said {hero}. "Where were you yesterday?" asked {friend}. "{Where.in} a {where.air} {where}." "Then let us [go|look] there!"
- <comes-along friend> "Have you seen my {thing}?" asked {hero}. "I have seen something like that {where.in} a {where.air} {where}," said {friend}. "[Come with me|Let us go and look]!"
- {Hero} went to a {friend.kind} named {friend}, who was good at finding things. {Friend} asked three questions and then said, "It must be {where.in} a {where.air} {where}." "I know where that is!" cried {hero}.
- <comes-along friend> {Hero} told {friend} about the {thing}. "Think! Where did you go last?" said {friend}. {Hero} remembered a {where.air} {where}.

rule lost-there hero friend thing where
- {Where.in} the {where}, they looked [left and right|everywhere|under every leaf]. And there was the {thing}! <happy hero> <thanks hero>
- When they came to the {where}, {friend} [stopped|pointed at something|gave a shout]. There lay the {thing}! <happy hero>
- <both hero friend> went to the {where} together. "I see it!" [cried|called] {friend}. The {thing} was [hanging from a nail|lying in the dust|lying there as if nothing had happened]. <happy hero>
- It was [quiet|almost dark|late] {where.in} the {where}. Something [shone|moved|lay there]. "My {thing}!" [cried|shouted|called] {hero}. <thanks hero> <welcome friend>
- "Cold," said {friend}. "Warm. Hot!" {Hero} reached out {where.in} the {where} and felt something. The {thing}! <happy hero>

rule lost-moral hero friend thing
- From that day on, {hero} [took good care of|never lost sight of|always knew the place of] the {thing}.
- "Next time, I will help you," said {hero} to {friend}.
- {Hero} let {friend} [hold|keep|have] the {thing} for a whole day.
- "A friend is worth more than the {thing}," [said|thought] {hero}, looking at {friend}.
- That evening, {hero} told {friend} [three|two] times how the {thing} had been found.

# 6. Stuck: two things do not help, the third way does.

rule plot-stuck hero
- 2x let friend: character; let thing: object toy flies/rolls; let where: place outdoors; let tool: object tool; let second: object tool;
  <opening hero> <friend-of hero friend> // <stuck-tale hero friend thing where tool second> // <ending hero>
- let friend: character; let thing: object toy floats !rolls; let where: place water; let tool: object tool; let second: object tool;
  <opening hero> <friend-of hero friend> // <stuck-tale hero friend thing where tool second> // <ending hero>

rule stuck-tale hero friend thing where tool second
- <stuck-told hero friend thing where tool second>
- <stuck-told friend hero thing where tool second>

rule stuck-told hero friend thing where tool second
- <stuck-play hero friend thing where> <stuck-happens hero thing> <stuck-try hero friend thing tool second>
  <between hero friend> // <stuck-helper hero friend thing where> <happy-both hero friend>

rule stuck-play hero friend thing where
- <oneday>, <both hero friend> were playing with a {thing.look} {thing} {where.in} a {where.air} {where}.
- <oneday>, {friend} brought a {thing.look} {thing}, and the two friends took it to a {where.air} {where}.
- <oneday>, <both hero friend> went to a {where.air} {where}. {Friend} had a {thing.look} {thing}. "Let us play!" said {friend}.
- "Look what I have!" said {friend} <when>. It was a {thing.look} {thing}, and they [ran|went] to a {where.air} {where} to try it.

rule stuck-happens hero thing
- (thing is flies) But the wind took the {thing} and blew it [into a tree|onto a roof|up, up, up into a tall tree].
- (thing is flies) The {thing} flew [higher and higher|once around], and then it was stuck [in a tree|between two branches].
- (thing is rolls, not thing is flies) But the {thing} rolled away and fell [into a deep hole|down between two rocks|under some thorns].
- (thing is rolls, not thing is flies) Bump, bump, bump! The {thing} rolled [into a hole|down and down] until it was stuck.
- (thing is floats, not thing is rolls) But the {thing} drifted away and was soon [far out on the water|stuck in the reeds].
- (thing is floats, not thing is rolls) Splash! The {thing} was in the water, and the [wind|waves] carried it away.

rule stuck-try hero friend thing tool second
- First they tried a {tool}. It was too [short|heavy|weak]. Then they tried a {second}. It was too [thin|slow|long]. The {tool} did not help, and the {second} did not help.
- {Hero} [fetched|found|brought] a {tool}, but the {tool} was too [short|heavy|old]. {Friend} [fetched|found|brought] a {second}, but the {second} was too [thin|weak|small].
- "Let us use a {tool}," said {hero}. The {tool} [broke|bent|was too short]. "Then let us use a {second}," said {friend}. The {second} [broke|bent|was too short], too.
- They [pulled|pushed|poked] with a {tool}. Nothing moved. They [pulled|pushed|poked] with a {second}. Nothing moved. What use was the {tool}, what use was the {second}?
- "With a {tool}, perhaps," said {friend}. But the {tool} was too [short|weak|heavy]. "Or with a {second}," said {hero}. But the {second} was no better.

rule stuck-helper hero friend thing where
- let helper: character large; A {helper.kind} named {helper} came through the {where}. {Helper} [reached out|stood up tall|stretched] and got the {thing}. "[Here you are|I think this is yours]," said {helper}. <thanks hero>
- let helper: character bird; High above the {where}, a {helper.kind} named {helper} had seen it all. {Helper} flew down, took the {thing} in {helper.his} beak and brought it back. <thanks hero>
- let helper: person; A {helper} who was [working|walking] {where.in} the {where} heard them. "[One moment|Let me try|I have an idea]," said the {helper}, and soon the {thing} was back. <thanks hero>
- "[Wait|Look|I know what to do]," said {hero}, and climbed onto {friend}'s shoulders. Now {hero} could reach the {thing}. {Where.in} the {where}, you could hear them cheer.
- Then the wind turned. Slowly, slowly, the {thing} came [loose|free], right back to {friend}'s feet. Everybody {where.in} the {where} [cheered|laughed].
- let helper: character tiny; A tiny {helper.kind} named {helper} came across the {where}. "Let me try," said {helper}. [Nobody believed it|They laughed], but where nobody else could go, {helper.he} could, and soon {helper.he} brought back the {thing}. <thanks hero>

# 7. Broken, and the truth told.

rule plot-broken hero
- let friend: character; let thing: object breaks keep/gift;
  <opening hero> <friend-of hero friend> // <broken-tale hero friend thing> // <ending hero>

rule broken-tale hero friend thing
- <broken-told hero friend thing>
- set stayed; <broken-told friend hero thing>

rule broken-told hero friend thing
- <broken-lend hero friend thing> <broken-crash hero thing> <broken-hide hero friend thing> // <broken-truth hero friend thing> <broken-mend hero friend thing>
  <between hero friend>

rule broken-lend hero friend thing
- {Friend} had a {thing.look} {thing}. "May I [borrow|have] it for a day?" asked {hero}. "Yes, but be careful!" said {friend}.
- <oneday>, {friend} gave {hero} a {thing.look} {thing} to look after. "[Be careful|Take good care of it]," said {friend}.
- <oneday>, {hero} was visiting {friend}. On the table stood a {thing.look} {thing}. "Do not touch it," said {friend}, and went [outside|to make cocoa|to get some water].
- There was nothing {friend} loved more than a {thing.look} {thing}. <oneday>, {hero} [asked to hold it|was allowed to hold it].

rule broken-crash hero thing
- {Hero} [turned round too fast|stumbled over a root|was looking at the clouds|sneezed]. Crash! The {thing} lay on the floor, and it was broken.
- But the {thing} slipped, fell, and broke into [two|three|many] pieces.
- It happened so fast: a bump, a crash, and the {thing} was broken.
- "Crack!" said the {thing}. There was a big crack in it.
- Nobody knows how it happened. The {thing} was in {hero}'s hands, and then it was on the floor, in [two|three|four] pieces.

rule broken-hide hero friend thing
- <sad hero> {Hero} wanted to hide the {thing} [under the bed|behind a bush|in a dark corner]. But {hero.his} heart was as heavy as lead.
- "Maybe nobody will see it," thought {hero}. But it felt wrong to say nothing.
- {Hero} [ran away|hid behind a tree|did not sleep all night]. What would {friend} say?
- "I could say that the wind did it," thought {hero}. Then {hero} thought of {friend}, and shook {hero.his} head.

rule broken-truth hero friend thing
- Then {hero} [took a deep breath|went to {friend}|knocked at {friend}'s door] and said, "I broke your {thing}. I am so sorry."
- "{Friend}, I must tell you something," said {hero}. "I have broken the {thing}."
- In the end, {hero} told {friend} everything. "The {thing} is broken, and it was me."
- "Something bad has happened," {hero} began. {Friend} waited. "The {thing} fell, and it was my fault."

rule broken-mend hero friend thing
- {Friend} was [sad|quiet|angry] for a moment. Then {friend} said, "It is only a {thing}. Thank you for telling me the truth." They [mended|fixed|repaired] the {thing} together.
- "You told the truth, and that is worth more than the {thing}," said {friend}. <happy-both hero friend>
- {Friend} looked at the {thing} for a long time. "We can [fix|mend] it," said {friend}. They worked until it was [as good as new|almost like new].
- let helper: person; "I know a {helper} who can mend it," said {friend}. The {helper} looked at the {thing}, [smiled|hummed] and mended it in [no time|an hour].
- "I once broke a thing that I loved, too," said {friend}, and put an arm around {hero}. They put the pieces of the {thing} together, one by one.

# 8. A key, and what it opens.

rule plot-key hero
- let key: object opens; let where: place !home; let box: object closed; let thing: object treasure; let friend: character;
  <opening hero> // <key-find hero key where> <key-try hero key> <on-the-way hero> <key-friend hero friend key box where> // <key-open hero friend key box thing> <between hero friend> <key-end hero friend thing> // <ending hero>

rule key-find hero key where
- <oneday>, {hero} found a {key.look} {key} {where.in} a {where.air} {where}.
- <oneday>, {hero} was walking {where.in} a {where.air} {where}, and there, in the dust, lay a {key.look} {key}.
- <oneday>, <go-small hero where> Something shone in the grass. It was a {key.look} {key}!
- <oneday>, a bird dropped something bright right before {hero}'s feet, {where.in} a {where.air} {where}. It was a {key.look} {key}.

rule go-small hero where
- {hero} went to a {where.air} {where}.
- {hero} came to a {where.air} {where}.

rule key-try hero key
- "[What does it open|Where is the lock|Whose is it]?" {hero} wondered. The {key} did not fit [the front door|the old gate|the cupboard]. It did not fit [the back door|the gate|the shutters], either.
- {Hero} tried the {key} in [the front door|the old gate]: no. In [the back door|the cupboard]: no. In every lock in the village: no, no, no.
- {Hero} asked [everybody|all the neighbors|ten people], but nobody knew the {key}. <think hero>
- {Hero} turned the {key} in every keyhole there was. The front door said no. The back door said no. The old gate said no.

rule key-friend hero friend key box where
- Back {where.in} the {where}, {hero} met a {friend.kind} named {friend}. "I have a {box.look} {box} that nobody can open!" said {friend}. "[Let us try|Try your {key}]!"
- <comes-along friend> "Let us go back to the {where}," said {friend}. They [dug|looked|searched] {where.in} the {where} and found a {box.look} {box}.
- Back {where.in} the {where}, a {friend.kind} named {friend} was sitting on a {box.look} {box}. "It is locked," [said|sighed] {friend}. {Hero} looked at the {box}.

rule key-open hero friend key box thing
- The {key} turned. Click! In the {box} lay a {thing.look} {thing}.
- {Hero} put the {key} into the lock. It fit! Slowly, the {box} opened, and there was a {thing.look} {thing}.
- "One, two, three!" said {friend}. {Hero} turned the {key}, the {box} opened, and inside was a {thing.look} {thing}.
- {Friend} held the {box}, and {hero} held the {key}. A turn to the left, nothing. A turn to the right: click! A {thing.look} {thing} lay in the {box}.

rule key-end hero friend thing
- "You have the {thing}," said {hero}. "No, you have it," said {friend}. So they shared it, [one day each|for ever|like good friends].
- "The {thing} is yours," said {friend}. "Ours," said {hero}.
- With the {thing} was a letter: "For those who [do not give up|share|are friends]." <happy-both hero friend> They kept the {thing} together.
- They gave the {thing} to [the poor|the children of the village|somebody who needed it more], and everybody [thanked|loved] <both hero friend> for it.
