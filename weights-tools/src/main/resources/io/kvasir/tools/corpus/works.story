# Plots in which something is made, grown, played or given.

# 14. Building together.

rule plot-build hero
- let friend: character; let thing: object build; let tool: object tool; let second: object tool; let where: place outdoors;
  <opening hero> <friend-of hero friend> // <build-tale hero friend thing tool second where> // <ending hero>

rule build-tale hero friend thing tool second where
- <build-told hero friend thing tool second where>
- <build-told friend hero thing tool second where>

rule build-told hero friend thing tool second where
- <build-wish hero friend thing where> <on-the-way friend> <build-tools hero friend tool second thing> <build-fail hero friend thing>
  // <build-again hero friend thing tool second> <between hero friend> <build-done hero friend thing where>

rule build-wish hero friend thing where
- <oneday>, {hero} said, "I want to build a {thing.look} {thing}!" "I will help you," said {friend}. They began {where.in} a {where.air} {where}.
- <oneday>, <both hero friend> were sitting {where.in} a {where.air} {where}. "We need a {thing.look} {thing}," said {friend}. "Let us make one!" said {hero}.
- "Nobody can build a {thing.look} {thing} in one day," somebody said. "We can," said <both hero friend>, and they went to a {where.air} {where} to begin.
- "[Everybody|My cousin|My uncle] has one, but we do not," said {friend} <when>. "Then we will build a {thing.look} {thing}," said {hero}. There was room enough {where.in} a {where.air} {where}.

rule build-tools hero friend tool second thing
- {Hero} brought a {tool}, and {friend} brought a {second}. {Hero} worked with the {tool}, and {friend} worked with the {second}.
- What did they need? A {tool}, a {second}, and [time|patience|good weather]. {Hero} took the {tool}. {Friend} took the {second}.
- "I have a {tool}," said {hero}. "I have a {second}," said {friend}. With the {tool} and the {second}, they [set to work|began].

rule build-fail hero friend thing
- But the {thing} [fell apart|fell over|broke in two]. <sad hero>
- At noon, the {thing} [was finished|looked good]. At one o'clock, it [fell apart|fell over]. <sad friend>
- It was harder than they had thought. The first {thing} was too [small|weak|crooked]. 
- "The {thing} will never be ready," [sighed|said] {friend}. "[Wait and see|Do not give up]," said {hero}.

rule build-again hero friend thing tool second
- They began again. "The {tool}, please." "Here. The {second}, please." "Here." And this time the {thing} [held|stood firm|was just right].
- "Let us try once more," said {hero}, and picked up the {tool} again. {Friend} picked up the {second}. [Slowly|Bit by bit], the {thing} [grew|took shape].
- First {hero} worked with the {tool}, then {friend} worked with the {second}, [over and over|all afternoon], until the {thing} was [ready|finished].

rule build-done hero friend thing where
- The whole village came to the {where} to see the {thing}. <happy-both hero friend>
- "Our {thing} is the best {thing} in the world," said {friend}. The {where} had never seen anything like it.
- <both hero friend> looked at the {thing} and were [proud|very proud|silent for a moment]. It stayed {where.in} the {where} for [many years|ever].
- They [tried|tested] the {thing} at once. It was [wonderful|perfect|even better than they had hoped]! All afternoon, you could hear them laugh {where.in} the {where}.
- "Who made this {thing}?" people asked {where.in} the {where}. "I did," said {hero}, "and {friend} did the other half."

# 15. A seed.

rule plant x
- [tree|flower|pumpkin|rose bush|sunflower|bean plant|cherry tree]

rule plot-seed hero
- let where: place plants; let helper: person; let friend: character;
  <opening hero> // <seed-get hero helper> <seed-plant hero where> <seed-wait hero friend where> <meanwhile hero> // <seed-grow hero friend where> <seed-fruit hero helper friend where> <between hero friend> // <ending hero>

rule seed-get hero helper
- <oneday>, a {helper} gave {hero} a seed. "What will it be?" asked {hero}. "[Wait and see|That is a secret|You will see]," said the {helper}.
- <oneday>, {hero} helped a {helper} who was carrying too much. "Take this seed," said the {helper}. "It is small, but [it can grow|it has a dream]."
- <oneday>, {hero} found a seed on the road. A {helper} looked at it. "[Plant it|It needs earth and water and time]," said the {helper}.
- A {helper} gave a seed to {hero} <when>. "Mine will be big," said the {helper}. "Let us see about yours."

rule seed-plant hero where
- {Hero} went to a {where.air} {where}, made a hole and put the seed in.
- {Hero} chose a {where.air} {where} and planted the seed [in a sunny corner|in good earth|where the birds could not see it].
- There was a {where.air} {where} nearby, and that is where {hero} planted the seed.

rule seed-wait hero friend where
- Every day, {hero} [watered it|came with water]. On the first day, nothing happened. On the second day, nothing happened. "Nothing will ever happen {where.in} that {where}," said a {friend.kind} named {friend}.
- "It will never grow," [laughed|said] a {friend.kind} named {friend}. {Hero} said nothing and gave it water, day after day. The {where} stayed [brown|bare|as it was].
- A {friend.kind} named {friend} came to the {where} and asked, "What are you waiting for?" "For a seed," said {hero}. "[That can take a long time|You must be very patient]," said {friend}.

rule seed-grow hero friend where
- Then, one morning, there was something green {where.in} the {where}. "{Friend}, come and look!" [cried|called] {hero}. It grew and grew and became a {hero.plant}.
- Then it rained for a week, and after that the sun shone. When <both hero friend> came back to the {where}, there stood a {hero.plant}, [taller than both of them|as high as the roof|bright and beautiful].
- set weeks; Weeks went by. First there was one leaf, then two leaves, then a whole {hero.plant}. {Friend} could not believe it. {Hero} danced round and round {where.in} the {where}.
- One night, {hero} could not sleep and went to the {where}. There it was, in the moonlight: a tiny green leaf. "Grow," whispered {hero}. And it grew into a {hero.plant}, so high that even {friend} said, "Well, well."

rule seed-fruit hero helper friend where
- The {helper} came by and smiled. "[You were patient|Good things take time|I knew it]," said the {helper}.
- "You were right to wait," said {friend}, and the {helper} [nodded|said the same].
- {Hero} invited the {helper} and {friend}, and they had a [picnic|party] under the {hero.plant}.
- "Thank you for the seed," said {hero} to the {helper}. "Thank you for the {hero.plant}," said the {helper}.

# 16. A show: who plays what.

rule plot-show hero
- let one: character; let two: character; let a: object music; let b: object music; let c: object music; let where: place !home;
  <opening hero> // <show-idea hero one two where> <show-parts hero one two a b c> <meanwhile hero> <show-trouble hero one two a b c> // <show-night hero one two a b c where> <between hero one> // <ending hero>

rule show-idea hero one two where
- <oneday>, {hero}, a {one.kind} named {one} and a {two.kind} named {two} wanted to make music {where.in} a {where.air} {where}.
- "Let us give a concert!" said {hero} <when>. {Hero} asked a {one.kind} named {one} and a {two.kind} named {two}. They met {where.in} a {where.air} {where}.
- <oneday>, it was far too quiet {where.in} a {where.air} {where}. "We need music," said a {one.kind} named {one}. A {two.kind} named {two} agreed, and {hero} did, too.
- Music was what {hero} loved, but nobody can make much music alone. <oneday>, {hero} met a {one.kind} named {one} and a {two.kind} named {two} {where.in} a {where.air} {where}.

rule show-parts hero one two a b c
- {Hero} had a {a}, {one} had a {b}, and {two} had a {c}.
- {Hero} chose a {a}, {one} chose a {b}, and {two} chose a {c}. [They practiced every day.|How they practiced!|]
- "I will play a {a}," said {hero}. "I will play a {b}," said {one}. "And I will play a {c}," said {two}.

rule show-trouble hero one two a b c
- At first, it sounded [terrible|awful|like a storm]. The {a} was too loud, the {b} was too slow, and the {c} was too fast.
- But on the great day, the {b} was gone! {One} [cried|searched everywhere|was desperate]. "Take my {a}," said {hero}. "I can sing." But then {two} found the {b} behind the {c}.
- "I cannot do it," whispered {one}. "[You can|Of course you can]," said {hero}. "Just [hold your {b} and breathe|look at {two}]." And {two} lifted the {c}, and {hero} lifted the {a}.

rule show-night hero one two a b c where
- The {where} was full that evening. {Hero} played the {a}, {one} played the {b}, {two} played the {c}, and everybody [danced|clapped|sang along].
- When the moon came up over the {where}, they began: first {hero} with the {a}, then {one} with the {b}, then {two} with the {c}. [Nobody made a sound|It was beautiful|Even the stars listened].
- Everybody came to the {where}. The {a} was {hero}'s, the {b} was {one}'s, the {c} was {two}'s, and the music belonged to all. [What a night!|How they clapped!|]
- "Now!" whispered {hero}. The {a} began. "Now!" The {b} came in, and {one} closed {one.his} eyes. "Now!" {Two} raised the {c}. The whole {where} listened.

# 17. A present.

rule plot-gift hero
- let friend: character; let thing: object gift; let where: place people; let helper: person;
  <opening hero> <friend-of hero friend> // <gift-tale hero friend thing where helper> // <ending hero>

rule gift-tale hero friend thing where helper
- <gift-told hero friend thing where helper>
- set stayed; <gift-told friend hero thing where helper>

rule gift-told hero friend thing where helper
- <gift-birthday hero friend> <on-the-way hero> <gift-find hero thing where helper> <gift-price hero thing helper> // <gift-give hero friend thing where> <between hero friend>

rule gift-birthday hero friend
- It was almost {friend}'s birthday. "What can I give {friend.him}?" {hero} wondered.
- "Tomorrow is {friend}'s birthday, and I have no present!" cried {hero} <when>.
- <oneday>, {friend} was [ill|sad|(not stayed) homesick]. "I will find a present," said {hero}, "and {friend} will smile again."
- Soon it would be {friend}'s birthday, and {hero} wanted to find something [very special|that nobody else had].
- {Friend} had never got a real present. "This year will be different," {hero} decided <when>.

rule gift-find hero thing where helper
- {Hero} went to a {where.air} {where}. There, {where.in} the {where}, a {helper} had a {thing.look} {thing}. It was [perfect|just right|the most beautiful thing {hero} had ever seen].
- {Hero} looked and looked, and at last, {where.in} a {where.air} {where}, {hero.he} saw a {thing.look} {thing}. It belonged to a {helper}.
- A {helper} was standing {where.in} a {where.air} {where}, with a {thing.look} {thing} for sale. "That is it!" thought {hero}.

rule gift-price hero thing helper
- But {hero} had no money. "[Sweep the floor|Carry my bags|Feed my chickens|Sing me a song], and the {thing} is yours," said the {helper}. {Hero} [worked hard|did it gladly].
- "How much is the {thing}?" asked {hero}. "What do you have?" asked the {helper}. {Hero} had [two coins and a smile|only a song|nothing at all]. The {helper} laughed. "[That is enough|It is a deal]!"
- "Who is the {thing} for?" asked the {helper}. "For my best friend," said {hero}. "Then [take it|it costs nothing]," said the {helper}. <thanks hero>
- {Hero} helped the {helper} [all day|until evening], and then the {thing} was {hero}'s.

rule gift-give hero friend thing where
- "This is for you," said {hero}. {Friend} opened it [slowly|quickly|with shaking hands]. "I got the {thing} {where.in} the {where}," said {hero}. <thanks friend>
- {Friend} had a present for {hero}, too. When they opened them, they [laughed|could not believe it]: the {thing}, and then another one just like it, both from the same {where}! <happy-both hero friend>
- {Hero} ran from the {where} to {friend}. "Close your eyes," said {hero}. "Now open them." {Friend} saw the {thing} and [could not speak|gave a cry of joy|smiled all over]. <thanks friend> <welcome hero>
- When {friend} saw the {thing}, [everything was good again|the day was bright]. "How did you get it?" asked {friend}. And {hero} told everything about the {where}. <thanks friend>
- {Hero} hid the {thing} behind {hero.his} back. "Left or right?" "Left," said {friend}. It was the right answer. "From the {where}," said {hero}. <happy friend>

# 18. Packing: what is too big, what is too small.

rule plot-pack hero
- let friend: character; let box: object holds lift; let big: object fits !lift; let one: object warm; let two: object light/toy; let where: place water/high outdoors;
  <opening hero> // <pack-trip hero friend where box> <pack-list hero box one two> <pack-big hero friend box big> <pack-solved hero friend box big> // <pack-there hero friend one two big where> <between hero friend> // <ending hero>

rule pack-trip hero friend where box
- <oneday>, {hero} wanted to go on a trip with a {friend.kind} named {friend}. "Let us go to a {where}," said {friend}. "I know a {where.air} one." {Hero} fetched a {box.look} {box}.
- "Tomorrow, we will travel to a {where.air} {where}!" said {hero} <when>. {Hero}'s friend {friend}, a {friend.kind}, [cheered|was excited]. They began to fill a {box.look} {box}.
- <oneday>, a {friend.kind} named {friend} wrote to {hero}: "I live {where.in} a {where.air} {where}. Come and see me!" So {hero} took a {box.look} {box} and began to pack.

rule pack-list hero box one two
- In went a {one.look} {one}. In went a {two.look} {two}. 
- First, {hero} put a {one.look} {one} into the {box}. Then came a {two.look} {two}.
- "A {one}, because it may be cold, and a {two}, because I like it," said {hero}, and put both into the {box}.

rule pack-big hero friend box big
- Last of all came a {big.look} {big}. But there was no room for the {big} in the {box}.
- (not scened, big may fit box) set scened; Last of all came a {big.look} {big}. The {big} did not fit [in|into] the {box} because it was <pack-why big box>
- (not scened, big may fit box) set scened; And then there was a {big.look} {big}. {Hero} pushed and pushed. The {big} did not fit [in|into] the {box} because it was <pack-why big box>

rule pack-why big box
- [too big|too large|too long|too wide|so big]. It was the {big} that was too [big|large], not the {box}.
- [too small|too little|too narrow|too full|so small]. It was the {box} that was too [small|full], not the {big}.

rule pack-solved hero friend box big
- "I will carry the {big} in my arms," said {hero}, and closed the {box}.
- "Leave the {big} to me," said {friend}, and tied it on top of the {box}. Now they could go.
- {Hero} sat on the {box} to close it. Crack! [The lid was broken|One side was open now]. So they tied it all together, {big} and {box}.
- {Hero} took everything out of the {box} and put it all in again, the {big} first. Now it was just right!
- {Friend} laughed. "Turn it round!" They turned the {big}, and now the {box} [closed|shut] with a click.

rule pack-there hero friend one two big where
- What a trip! {Where.in} the {where}, {hero} put on the {one}, {friend} took the {two}, and the {big} [was very useful|stood beside them|made them laugh].
- It was cold {where.in} the {where}, and {hero} was glad of the {one}. {Friend} was glad of the {two}. And the {big}? They [never needed it|both loved it].
- {Where.in} the {where}, they unpacked: the {one}, the {two}, and the {big}. <happy-both hero friend>
