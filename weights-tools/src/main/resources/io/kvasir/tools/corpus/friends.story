# Plots about two: strangers, quarrels, races, games, and help that comes back.

# 9. Somebody new.

rule plot-newcomer hero
- let friend: character; let thing: object share; let where: place outdoors;
  <opening hero> <new-lonely hero> // <new-arrives hero friend> <new-shy hero friend thing where> <on-the-way hero> // <new-friends hero friend thing where> <between hero friend> // <ending hero>

rule new-lonely hero
- [{Hero}|{Hero.he}] had [nobody to play with|no real friend|not met a friend yet].
- What [{hero}|{hero.he}] wanted most was a friend.
- [Most of the time|Day after day], [{hero}|{hero.he}] played alone.
- [{Hero}|{Hero.he}] was often [lonely|alone], and it is no fun to [play|laugh|sing] alone.

rule new-arrives hero friend
- <oneday>, a {friend.kind} named {friend} moved in [next door|down the road|across the road].
- <oneday>, a new {friend.kind} came to the village. "I am {friend}," said the {friend.kind}, [very quietly|in a small voice].
- <oneday>, {hero} saw somebody new. It was a {friend.trait} {friend.kind} named {friend}.
- <oneday>, there was a knock at the door. Outside stood a {friend.kind} called {friend}, [dripping with rain|with a shy smile|looking lost].
- <oneday>, there was a new {friend.kind} in the village. The name was {friend}, and nobody knew more than that.

rule new-shy hero friend thing where
- {Hero} [wanted to say hello|was too shy to speak]. So {hero} took a {thing.look} {thing} and went to a {where.air} {where}. {Friend} [followed|came, too].
- {Friend} had a {thing.look} {thing}. "Do you want to [play|share it] with me?" asked {friend}. They took the {thing} to a {where.air} {where}.
- "I have a {thing.look} {thing}," said {hero}. "[Shall we play with it|Do you want to see it]?" {Friend} nodded, and they went to a {where.air} {where} with it.
- The others did not want to play with {friend}, because {friend} was [different|new|too quiet]. But {hero} held out a {thing.look} {thing}. "Come with me to a {where} I know," said {hero}.
- {Friend} looked at {hero}, and {hero} looked at {friend}. Then {friend} brought out a {thing.look} {thing}. "There is a {where.air} {where} near here," said {hero}. And off they went with the {thing}.

rule new-friends hero friend thing where
- {Where.in} the {where}, they [played|laughed|talked] until dark, and the {thing} [was never forgotten|went from hand to hand]. "[Will you come again tomorrow|Are we friends now]?" asked {friend}. "[Of course|Yes, yes, yes]!" said {hero}.
- {Where.in} the {where}, {hero} gave {friend} the {thing}. "You can keep it," said {hero}. {Friend} could hardly believe it. <happy friend>
- All afternoon, the {thing} was [a ship|a golden treasure|the sun and the moon] for them, and the {where} was [the sea|the whole world|a faraway land]. <happy-both hero friend>
- By evening, the {where} was [theirs|full of laughter], the {thing} was [a little dirty|theirs], and <both hero friend> were the best of friends.

# 10. A quarrel, and how it ended.

rule plot-quarrel hero
- let friend: character; let thing: object share; let where: place !home;
  <opening hero> <friend-of hero friend> // <quarrel-tale hero friend thing where> // <ending hero>

rule quarrel-tale hero friend thing where
- <quarrel-told hero friend thing where>
- <quarrel-told friend hero thing where>

rule quarrel-told hero friend thing where
- <quarrel-find hero friend thing where> <quarrel-words hero friend thing> <quarrel-harm hero friend thing> // <quarrel-alone hero friend where> <quarrel-peace hero friend thing> <between hero friend>

rule quarrel-find hero friend thing where
- <oneday>, <both hero friend> found a {thing.look} {thing} {where.in} a {where.air} {where}.
- <oneday>, <both hero friend> were {where.in} a {where.air} {where} when they saw a {thing.look} {thing}. They both saw it at the same time.
- <oneday>, they went to a {where.air} {where}, and there lay a {thing.look} {thing}. Nobody seemed to want it.

rule quarrel-words hero friend thing
- "The {thing} is mine!" [cried|shouted] {hero}. "No, it is mine!" [cried|shouted] {friend}. 
- "I saw the {thing} first!" said {hero}. "No, I saw it first!" said {friend}. "I!" "No, I!"
- {Hero} wanted the {thing}, and {friend} wanted the {thing}, and neither would let go.
- "Give me the {thing}!" said {friend}. "Never!" said {hero}. 
- "Finders keepers," said {hero} and grabbed the {thing}. "I am the finder!" said {friend} and grabbed it, too.
- First they were polite. "After you." "No, after you." Then they were not polite any more, because both wanted the {thing}.

rule quarrel-harm hero friend thing
- {Hero} pulled on one side, {friend} pulled on the other side, and the {thing} [fell into the mud|fell down with a bang|flew through the air].
- They [pushed and pulled|shouted and pulled] until the {thing} [was covered with mud|fell down between them].
- "Then I am not your friend any more," said {friend}, and [went away|ran off]. The {thing} lay on the ground.

rule quarrel-alone hero friend where
- {Hero} left the {where} and sat [alone under a tree|all by {hero.himself}]. Without {friend}, [nothing was any fun|the day was long and gray|even the sun seemed cold].
- {Friend} went to one end of the {where}, and {hero} went to the other. It was very [quiet|lonely]. <sad hero>
- {Hero} sat {where.in} the {where} and [looked at the ground|said nothing]. {Friend} sat there, too, and [looked the other way|said nothing].
- {Friend} walked up and down the {where}. {Hero} counted [clouds|ants|leaves]. The day would not end.

rule quarrel-peace hero friend thing
- "I am sorry," said {hero}. "I am sorry, too," said {friend}. From then on, {hero} had the {thing} in the morning, and {friend} had it in the evening.
- "You can have the {thing}," said {hero} at last. "No, you can have it," said {friend}. Then they both began to laugh.
- "What good is the {thing} without a friend?" said {friend}. {Hero} [nodded|was ashamed|smiled]. They cleaned the {thing} and [played with it together|shared it|hung it up for all to see].
- let helper: person; A {helper} who had [seen|heard] it all said, "One {thing}, two friends: that makes one each, if you take turns." <both hero friend> [had to laugh|looked at the {helper} and nodded].
- {Friend} came back with half a smile. {Hero} came back with the other half. "Shall we share the {thing}?" "Yes."

# 11. A race, a prize.

rule plot-race hero
- let friend: character; let rival: character; let prize: object prize; let where: place outdoors;
  <opening hero> // <race-news hero friend rival prize where> <on-the-way hero> <race-start hero friend rival where> // <race-turn hero friend rival> <race-win hero friend rival prize> <between hero friend> // <ending hero>

rule race-news hero friend rival prize where
- <oneday>, there was to be a race {where.in} a {where.air} {where}, and the winner would get a {prize.look} {prize}. A {friend.kind} named {friend} and a {rival.kind} named {rival} wanted to run, too.
- "A race! And the prize is a {prize.look} {prize}!" Everybody came to a {where.air} {where} <when>: {hero}, a {friend.kind} named {friend}, and a {rival.kind} named {rival}.
- <oneday>, a {friend.kind} named {friend} and a {rival.kind} named {rival} were quarreling about who was the fastest. "Let us have a race," said {hero}. They met {where.in} a {where.air} {where}. A {prize.look} {prize} was the prize.

rule race-start hero friend rival where
- "Ready, steady, go!" They ran through the {where}. {Rival} was first, {friend} was second, and {hero} was last.
- "One, two, three, go!" Off they went, through the {where} and back: first {rival}, then {friend}, then {hero}.
- {Rival} laughed. "I will win. I always win." Then they [ran|were off], right across the {where}: {rival} in front, {friend} behind, and {hero} last of all.
- They ran and ran. {Rival} was the fastest in the whole {where}, {friend} came next, and {hero} came last.

rule race-turn hero friend rival
- But then {rival} [fell over a root|lay down for a nap|stopped to look back|ran the wrong way]. {Friend} [ran past|did not stop]. But {hero} [stopped|turned round]. "Are you all right, {rival}?"
- Then {friend} fell and hurt a foot. {Rival} ran on. {Hero} could have won now. But {hero} stopped and [helped {friend} up|took {friend} by the arm].
- There was a small bird on the path. {Rival} did not see it. {Friend} did not see it. {Hero} saw it, stopped, and put it back in a tree.
- But halfway, {rival} got [tired|dizzy|lost in the bushes]. {Friend} was [dancing|looking|talking to the birds] and forgot to run. {Hero} waited for them both.

rule race-win hero friend rival prize
- In the end, {rival} won the race. But {rival} gave the {prize} to {hero}. "You have the [best|biggest] heart," said {rival}. {Friend} [clapped|cheered|nodded].
- In the end, {friend} won. "The {prize} is mine," said {friend}, "but I will share it with you, {hero}, and with you, {rival}."
- "We will all go together," said {hero}. So {rival}, {friend} and {hero} crossed the line [hand in hand|side by side], and the {prize} belonged to all three.
- They were last, but everybody cheered. The {prize} went to {hero}. {Rival} and {friend} [shook {hero}'s hand|said that it was right].

# 12. Hide and seek: every name comes back.

rule plot-hide hero
- let one: character; let two: character; let three: character; let where: place trees/plants;
  <opening hero> // <hide-start hero one two three where> <hide-first hero one two> <meanwhile hero> <hide-last hero one two three where> // <hide-found hero one two three where> <between hero three> // <ending hero>

rule hide-start hero one two three where
- <oneday>, {hero} played hide and seek {where.in} a {where.air} {where} with a {one.kind} named {one}, a {two.kind} named {two} and a {three.kind} named {three}. {Hero} [closed both eyes and|stood by a tree and] counted [to ten|to twenty|to a hundred].
- <oneday>, a {one.kind} named {one}, a {two.kind} named {two} and a {three.kind} named {three} met {hero} {where.in} a {where.air} {where}. "Let us play hide and seek!" said {one}. {Hero} had to count.
- Three friends came to see {hero} <when>: a {one.kind} named {one}, a {two.kind} named {two} and a {three.kind} named {three}. {Where.in} a {where.air} {where}, they played hide and seek. "[Eight, nine, ten|Ready or not], here I come!" called {hero}.

rule hide-first hero one two
- {One} was [under a bush|up in a tree|behind a tree]. That was easy. {Two} was [in the tall grass|under some leaves|in a hole]. That was harder.
- "I see you, {one}!" [called|laughed] {hero}. {One} had [sneezed|giggled|moved]. "And I see you, {two}!" {Two} was lying [in the tall grass|under some leaves|behind a tree].
- First {hero} found {one}, who was [giggling|much too loud|half asleep]. Then {hero} found {two}, who was [up in a tree|under a bush|covered with leaves].
- "{One}, I can see your foot!" said {hero}. Out came {one}. "And {two}, I can hear you laugh!" Out came {two}.

rule hide-last hero one two three where
- But where was {three}? {Hero} looked up and down the {where}. {One} helped, and {two} helped, but {three} was not there.
- Only {three} was missing. "{Three}!" called {one}. "{Three}!" called {two}. There was no answer {where.in} the {where}.
- One, two ... but there should be three! {Hero}, {one} and {two} searched the whole {where} for {three}. It was getting [dark|late|cold].
- "{One} is here, {two} is here," counted {hero}. "But where is {three}?" They called through the whole {where}.

rule hide-found hero one two three where
- At last they found {three}, fast asleep [in an old oak|under a bush|in the leaves]. "[Have I won|Is it over|Is it morning]?" asked {three}. {Hero}, {one} and {two} laughed out loud.
- Then {hero} had an idea and [began to sing|told a very bad joke|shouted "Boo!"]. Somebody laughed high up in a tree. It was {three}! "You win, {three}!" said {one} and {two}.
- Somebody was crying. It was {three}, who was stuck between two roots. {One} pulled, {two} pulled, and {hero} pulled, and out came {three}. "[Thank you, all of you|You are real friends]!" said {three}.
- {Three} had been standing behind {hero} all the time! {One} laughed, {two} laughed, and {three} laughed the most.

# 13. A good deed that comes back after many sentences.

rule plot-rescue hero
- let beast: beast small eats; let thing: object warm/food; let where: place outdoors; let far: place wild;
  <opening hero> // <rescue-find hero beast where> <rescue-help hero beast thing> <rescue-bye hero beast where> <on-the-way hero> // <rescue-lost hero far> <rescue-back hero beast far thing> // <ending hero>

rule rescue-find hero beast where
- <oneday>, {hero} found a {beast} {where.in} a {where.air} {where}. It was [hurt|hungry and cold|shaking|all wet].
- <oneday>, {hero} heard a small cry {where.in} a {where.air} {where}. It was a {beast} that [had hurt a leg|was caught under a branch|had lost its mother].
- {Where.in} a {where.air} {where}, a {beast} lay on the ground and could not [move|get up]. {Hero} saw it and stopped.
- <oneday>, something rustled {where.in} a {where.air} {where}. {Hero} bent down and saw a {beast} that could hardly [breathe|move|stand].

rule rescue-help hero beast thing
- [{Hero}|{Hero.he}] [gave the {beast}|brought the {beast}|fetched] a {thing.look} {thing}. "[Do not be afraid|You are safe now|All will be well]," said {hero}.
- "Poor thing," said {hero}. {Hero} had a {thing.look} {thing} and gave it to the {beast}.
- "I have nothing but a {thing.look} {thing}," said {hero}, "but it is yours." The {beast} [looked at the {thing}|looked up] with big eyes.
- What does one give to a {beast}? {Hero} had a {thing.look} {thing}, and that was [just right|enough].

rule rescue-bye hero beast where
- Soon the {beast} was well again and ran off. {Hero} left the {where} and was happy.
- When the {beast} was strong again, it [looked back once|nodded] and was gone. The {where} was quiet.
- For three days, {hero} looked after the {beast}. Then it went back to the {where}, where it lived.

rule rescue-lost hero far
- set weeks; Weeks later, {hero} lost the way {far.in} a {far.air} {far}. [It was dark|Snow was falling|There was fog everywhere], and nobody was near. <sad hero>
- set weeks; When autumn came, a storm surprised {hero} {far.in} a {far.air} {far}. [Which way was home|Where was the path]? {Hero} did not know.
- (far is trees) One evening, {hero} walked too far, and then it was night. {Far.in} a {far.air} {far}, every tree looked the same. "Help!" called {hero}.

rule rescue-back hero beast far thing
- Then something touched {hero}'s foot. It was the {beast}! It ran ahead and led {hero} out of the {far}. Without the {thing}, [they would never have met|this would not have happened].
- Who came there? It was the {beast}. It still remembered the {thing}. It showed {hero} the way out of the {far}, step by step.
- Two eyes shone in the dark of the {far}. The {beast} had not forgotten {hero}, nor the {thing}. "[Follow me|Come]," its eyes said, and soon {hero} was safe.
