# Plots with fear, night, magic, weather and treasure.

# 19. Afraid, and brave.

rule fear x
- [the dark|thunder|loud noises|deep water|big dogs|the wind|spiders|being alone|high places|strangers]

rule plot-fear hero
- let friend: character; let where: place deep; let light: object light;
  <opening hero> <fear-tell hero> <friend-of hero friend> // <fear-call hero friend where> <on-the-way hero> <fear-go hero light where> // <fear-find hero friend light where> <between hero friend> <fear-end hero friend> // <ending hero>

rule fear-tell hero
- There was one thing {hero} did not like: {hero.fear}.
- [{Hero}|{Hero.he}] was afraid of {hero.fear}. [Nobody knew.|It was a secret.|]
- Nothing in the world scared [{hero}|{hero.him}] as much as {hero.fear}.

rule fear-call hero friend where
- <oneday>, {friend} did not come home. Somebody had last seen {friend} near a {where.air} {where}. "[I must go there|Then I will go]," said {hero}.
- <oneday>, {hero} heard a cry for help from a {where.air} {where}. That was {friend}'s voice!
- <oneday>, the two friends were playing near a {where.air} {where} when {friend} [slipped and fell|got stuck|disappeared]. "Help!" called {friend}.

rule fear-go hero light where
- {Hero} was shaking. "I am afraid of {hero.fear}, but I am going," said {hero}, and took a {light.look} {light}. 
- {Hero} thought of {hero.fear}, and {hero.his} heart beat [fast|like mad|loudly]. Then {hero} lit a {light.look} {light} and went into the {where}.
- With a {light.look} {light} and shaking knees, {hero} went [on|forward], one step, two steps, three steps.
- "One, two, three," {hero} counted, and took a {light.look} {light}. {Hero.he} would be afraid tomorrow, not today. The {where} was waiting.

rule fear-find hero friend light where
- In the light of the {light}, {hero} saw {friend}, deep in the {where}. "You came!" cried {friend}. "[And I was not even afraid|I was so afraid|Of course I came]," said {hero}.
- The {where} was [still|very dark|full of strange sounds]. Then the {light} went out. {Hero} sang loudly, and {friend} sang back. So they found each other.
- {Friend} saw the {light} from far away. "Here I am!" {Hero} took {friend} by the hand, and together they came out of the {where}.
- {Friend} was sitting on the ground, and {friend.his} foot was caught. {Hero} put the {light} down and pulled with both hands. "Out of this {where}, quick!" said {friend}.

rule fear-end hero friend
- After that, {hero} was not afraid of {hero.fear} any more.
- "You are the bravest {hero.kind} I know," said {friend}.
- {Hero} was still a little afraid of {hero.fear}. But {hero.he} knew now that being brave means to go all the same.
- "Weren't you afraid of {hero.fear}?" asked {friend}. "Yes," said {hero}, "but not as much as I like you."

# 20. A noise at night.

rule sound x
- [tap, tap, tap|crunch, crunch|whoo, whoo|scratch, scratch|drip, drip, drip|squeak, squeak|bump, bump|rustle, rustle]

rule plot-noise hero
- let friend: character; let beast: beast small; let thing: object light; let where: place inside/plants;
  <opening hero> <friend-of hero friend> // <noise-tale hero friend thing where beast> // <ending hero>

rule noise-tale hero friend thing where beast
- <noise-told hero friend thing where beast>
- (friend is alive) <noise-told friend hero thing where beast>

rule noise-told hero friend thing where beast
- <noise-hear hero friend where> <noise-guess hero friend> <noise-go hero friend thing where> <on-the-way hero> // <noise-found hero friend thing where beast> <noise-pet hero beast> <between hero friend>

rule noise-hear hero friend where
- One night, {hero} woke up. {Hero.sound}! What was that? It came from a {where.air} {where} nearby.
- One night, {friend} was staying with {hero}. {Friend.sound}! Both of them sat up. The sound came from a {where.air} {where}.
- In the middle of the night, somebody knocked at {hero}'s window. It was {friend}. "Listen! {Friend.sound}! It comes from a {where.air} {where}."

rule noise-guess hero friend
- "A ghost," whispered {hero}. "A giant," whispered {friend}. "A ghost with a giant," they whispered together.
- "It is [a ghost|a thief|a monster]," said {friend}. "There are no such things," said {hero}, but [not very loudly|it sounded like a question].
- {Hero} wanted to [hide|go back to sleep|run away]. But {friend} wanted to [know|look|be brave].
- "The wind," said {hero}. "The wind does not sound like that," said {friend}. They both swallowed.

rule noise-go hero friend thing where
- They took a {thing.look} {thing} and [crept|tiptoed] to the {where}.
- {Hero} carried a {thing.look} {thing}, and {friend} held on to {hero}. So they went to the {where}.
- With a {thing.look} {thing} in front and {friend} behind, {hero} walked to the {where}, [very slowly|step by step].

rule noise-found hero friend thing where beast
- {Hero} held the {thing} up high. It was a {beast}! A [small|hungry|wet|very young] {beast} was sitting {where.in} the {where}.
- The light of the {thing} fell on two big eyes. "It is only a {beast}!" [laughed|cried] {friend}. It had lost its way {where.in} the {where}.
- Something moved {where.in} the {where}. {Friend} [cried out|jumped], and the {thing} shook in {hero}'s hand. And then a {beast} came out and looked at them.

rule noise-pet hero beast
- They gave the {beast} some water and a warm place to sleep. "[Good night, ghost|You are no monster]," said {hero}.
- The {beast} stayed until morning. Then it [went away|went home], and the next night it came back.
- "Are you afraid of us?" {hero} asked the {beast}. It [came closer|blinked|did not run away].
- "You may be small," said {hero} to the {beast}, "but you made a big noise." They laughed [loudly|until their sides hurt].

# 21. A gate that wants the magic words: three words that must come back.

rule magic x
- [moon|silver|thunder|midnight|morning|snow|summer|winter|shadow|rainbow|velvet|lightning] [copper|whisper|smoke|amber|star|fire|laughter|dust|glass|echo|dream|moss]
  [fish|leaf|dance|storm|ash|gold|wing|root|ink|cloud|song|spark]

rule plot-gate hero
- let friend: character; let helper: person; let where: place !home; let thing: object treasure;
  <opening hero> // <gate-hear hero helper where> <gate-say hero> <on-the-way hero> <gate-meet hero friend where> // <gate-open hero friend where> <gate-inside hero friend thing where> <between hero friend> // <ending hero>

rule gate-hear hero helper where
- <oneday>, {hero} met an old {helper}. "There is a {where.air} {where} with a gate that opens only for the right words," said the {helper}. "They are: {hero.magic}!"
- <oneday>, {hero} helped a {helper} up from the ground. "Here is your reward," whispered the {helper}. "Say '{hero.magic}' at the gate of a {where.air} {where}."
- <oneday>, {hero} heard a {helper} talking in a dream: "A {where.air} {where} ... the gate ... say {hero.magic} ..." {Hero} woke the {helper}, but the {helper} knew nothing more.

rule gate-say hero
- "{Hero.magic}," said {hero} again and again, so that it would not be forgotten. "{Hero.magic}."
- "{Hero.magic}," [sang|whispered|said] {hero} at every step.
- {Hero} [wrote the words on a leaf|said the words backwards and forwards|put the words in a song]: "{Hero.magic}."
- "{Hero.magic}," said {hero} to a tree. "{Hero.magic}," said {hero} to a bird. It sounded better every time.

rule gate-meet hero friend where
- At the gate of the {where} sat a {friend.kind} named {friend}. "It does not open," said {friend}. "I have tried a thousand words."
- In front of the {where}, a {friend.kind} called {friend} was pushing against the gate. "It is no use," [said|sighed] {friend}.
- {Hero} was not the first to come to the {where}. A {friend.trait} {friend.kind} named {friend} was there, and the gate was closed.

rule gate-open hero friend where
- {Hero} stepped forward and said loudly, "{Hero.magic}!" And the gate opened. {Friend} [could not believe it|stared|clapped].
- "Let me try," said {hero}. "{Hero.magic}!" Slowly, with a deep sound, the gate swung open. "[How did you do that|How did you know the words]?" asked {friend}.
- For a moment, the words were gone. What were they? {Friend} waited. Then {hero} remembered. "{Hero.magic}!" And the gate opened.
- {Hero} winked at {friend} and whispered, "{Hero.magic}." First nothing happened. Then the gate sighed and opened.

rule gate-inside hero friend thing where
- {Where.in} the {where}, <both hero friend> found a {thing.look} {thing}. They took turns with the {thing}, [year after year|week by week|day by day].
- Inside there was nothing but a {thing.look} {thing}. But the {thing} [could sing|told the best stories|glowed in the dark], and <both hero friend> stayed {where.in} the {where} until evening.
- They found a {thing.look} {thing}, and {hero} gave it to {friend}. "Without you, I would not have dared," said {hero}. "I will keep the {thing} for ever," said {friend}, and they left the {where}.

# 22. A storm, and room for everybody.

rule plot-storm hero
- let where: place shelter; let one: character; let two: character; let three: character; let thing: object seat cloth;
  <opening hero> // <storm-comes hero where> <storm-one hero one where> <storm-two hero one two where> <storm-three hero one two three where> // <storm-warm hero one two three thing where> <between hero one> // <ending hero>

rule storm-comes hero where
- <oneday>, a storm came up while {hero} was out. {Hero} ran to a {where.air} {where} and was safe.
- <oneday>, it began to [rain|snow] harder and harder. {Hero} found shelter {where.in} a {where.air} {where}.
- <oneday>, the sky turned black. Thunder! {Hero} hid {where.in} a {where.air} {where}.
- "It will not rain," {hero} had said. Then it rained as never before. Luckily, there was a {where.air} {where} to hide in.

rule storm-one hero one where
- Then came a {one.kind} named {one}. "Is there room {where.in} the {where} for me?" "[Of course|Come in|There is room for two]," said {hero}.
- Soon a {one.kind} named {one} stood there, wet and cold. "[May I come in|Can I stay here]?" asked {one}. "Yes," said {hero}.
- Something was shivering at the entrance of the {where}. It was a {one.kind} named {one}. "Come in before the wind takes you," said {hero}.

rule storm-two hero one two where
- Then came a {two.kind} called {two}. "Is there room for me, too?" {Hero} looked at {one}, and {one} looked at {hero}. "[Come in|Of course]!"
- After {one} came {two}, a {two.trait} {two.kind}. <both hero one> [moved closer together|made room].

rule storm-three hero one two three where
- And then came a {three.kind} named {three}. "There is no room," said {two}. "There is always room," said {hero}, and they let {three} in.
- At last came a {three.kind} called {three}, the wettest of all. "It is too small here for four," said {one}. But {hero} said, "{Three} must not stay outside." And {two} agreed.

rule storm-warm hero one two three thing where
- {Hero}, {one}, {two} and {three} shared a {thing.look} {thing}. The {thing} was [small|old], but it kept all four warm. When the storm was over, nobody wanted to leave the {where}.
- {Three} had a {thing.look} {thing}, dry and warm. They all sat on the {thing}: {hero}, {one}, {two} and {three}. The storm [roared|howled] around the {where}, but inside they told stories.
- It was tight {where.in} the {where}, but it was warm. {One} told jokes, {two} sang, {three} snored on a {thing.look} {thing}, and {hero} laughed. In the morning, {hero} gave the {thing} a good shake, and the sun was shining.

# 23. A map, and what it leads to.

rule plot-map hero
- let friend: character; let one: place !home; let two: place !home; let three: place !home; let thing: object treasure;
  <opening hero> <friend-of hero friend> // <map-tale hero friend one two three thing> // <ending hero>

rule map-tale hero friend one two three thing
- <map-told hero friend one two three thing>
- <map-told friend hero one two three thing>

rule map-told hero friend one two three thing
- <map-found hero friend one two three> <map-first hero friend one> <on-the-way hero> <map-second friend two> <map-third hero friend three thing> // <map-end hero friend thing one two three> <between hero friend>

rule map-found hero friend one two three
- <oneday>, a yellow note fell out of an old cupboard. "First a {one}, then a {two}, then a {three}," {friend} read. "It is the way to a treasure!" cried {hero}.
- <oneday>, <both hero friend> found a letter without a name. It said, "Go to a {one}, go to a {two}, go to a {three}, and dig."
- <oneday>, an old parrot said to <both hero friend>, "A {one}, a {two}, a {three}! Treasure! Treasure!" Then it flew away.
- <oneday>, {friend} found words on the back of an old door: a {one}, a {two}, a {three}. "What if it is true?" said {friend}. "Then we will be rich," said {hero}.

rule map-first hero friend one
- The {one} was [easy to find|not far away]. There they saw an arrow, cut into [a tree|the wood|the wall].
- At the {one}, {hero} [rested|looked around] and {friend} [(friend is alive) drank some water|found an arrow made of pebbles].
- They went to the {one}. "One," counted {hero}.

rule map-second friend two
- The {two} was [farther away|harder to find|a long way off]. "[I am tired|My feet hurt|How far is it]?" said {friend}.
- Then came the {two}. {Friend} [sang a song|(friend is alive) was hungry|wanted to turn back], but they went on.
- They went on to the {two}. "Two," counted {friend}.
- Nobody spoke much until they saw the {two}. "Look!" said {friend}. "[We are on the right way|There is an arrow again]."

rule map-third hero friend three thing
- At last they stood before the {three}. They dug and dug. And there it was: a {thing.look} {thing}!
- The {three} was [behind a row of trees|hidden in fog|the last one]. {Hero} dug [with both hands|with a flat piece of wood], and {friend} pulled out a {thing.look} {thing}.
- It was evening when they saw the {three}. Under a big root lay a {thing.look} {thing}. "[A treasure|We found it]!" [cried|shouted] {hero}.

rule map-end hero friend thing one two three
- On the way back, past the {three}, past the {two} and past the {one}, they took turns to carry the {thing}.
- "The {one}, the {two}, the {three}," said {friend}. "I will never forget the way." {Hero} held the {thing} up to the light.
- The {thing} was beautiful. But best of all was the way: the {one}, the {two}, the {three}, and a friend like {friend}.

# 24. A song without sense. It is drawn word by word, no word twice, and whoever sings it again must know it by heart.

sound dum lalli bim tra fol diddle hey ho tum lolly wim zum rolla tiri bom trill loo bibble tirra ding dong plink plonk tam lirum larum
 doo wop yip boop zing zam fiddle hoo nock ratta pom swoo kling mumble:

rule song x
- let a: sound; let b: sound; let c: sound; let d: sound; let e: sound; let f: sound; let g: sound; let h: sound; {a} {b} {c} {d} {e} {f} {g} {h}

rule plot-song hero
- let friend: character; let where: place wild;
  <opening hero> <friend-of hero friend> // <song-tale hero friend where> // <ending hero>

rule song-tale hero friend where
- <song-told hero friend where>
- (friend is alive) <song-told friend hero where>

rule song-told hero friend where
- <song-made hero friend> <song-learned hero friend> <on-the-way hero> // <song-back hero friend where> <between hero friend>

rule song-made hero friend
- <oneday>, {hero} made up a song. It went like this: "{hero.song}!"
- <oneday>, {hero} woke up with a song that nobody had ever heard: "{hero.song}."
- <oneday>, {friend} heard {hero} sing: "{hero.song}!" "What does that mean?" asked {friend}. "Nothing at all," said {hero}.
- "{hero.song}," sang {hero} <when>. It was the [best|silliest|strangest] song in the world.

rule song-learned hero friend
- "Again!" said {friend}. "{hero.song}!" sang {hero}, and then {friend} sang it, too: "{hero.song}!"
- {Friend} wanted to learn it. "{hero.song}," sang {hero} [slowly|once more]. "{hero.song}," sang {friend}.
- [Soon|Before long], {friend} knew it by heart: "{hero.song}!"
- {Friend} clapped and {hero} sang. "{hero.song}! {hero.song}!"

rule song-back hero friend where
- In the afternoon, they went to a {where.air} {where}. There {hero} wanted to sing, but the song was gone. "How did it go?" "{hero.song}!" sang {friend}. And the {where} sang back: "{hero.song}!"
- Then fog came up, and {friend} was lost {where.in} a {where.air} {where}. {Hero} called, but nobody answered. Then {hero} had an idea and sang: "{hero.song}!" And from somewhere {where.in} the {where} came the answer: "{hero.song}!"
- They walked on and on, until they came to a {where.air} {where}. It was so quiet there that {hero} was a little afraid. "{hero.song}!" sang {friend}. {Hero} laughed and sang along: "{hero.song}!"
