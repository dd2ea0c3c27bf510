# Scenes: who or what "it" is can only be told from the adjective. "first" are adjectives that mean the first
# noun, "second" those that mean the second. No word stands on both sides of one scene.

scene carry: beast lifts / object lift
set: [{Who} saw|There stood|Behind a tree stood] a {first} [next to|beside|in front of] a {second}.
say: The {first} [picked up|lifted] the {second} because it was
first: strong|very strong|powerful|helpful|so strong
second: light|very light|small|so light|tiny

scene no-lift: beast walks / object lift
set: [{Who} saw|There was] a {first} [next to|beside|in front of] a {second}.
say: The {first} could not lift the {second} because it was
first: weak|too weak|tired|too tired|sleepy
second: heavy|too heavy|very heavy|so heavy|full of sand

scene fit: object fits / object holds
set: [{Who} helped to put|Somebody was trying to put|Two children wanted to put] a {first} into a {second}.
say: The {first} did not fit [in|into] the {second} because it was
first: too big|too large|too long|too wide|so big
second: too small|too little|too narrow|too full|so small

scene rest: beast rests / object seat
set: [In the shade|In a corner|By the road|Under a tree] there was a {second}, and a {first} came [along|closer|slowly towards it].
say: The {first} [sat down|lay down|slept|sat] on the {second} because it was
first: tired|sleepy|very tired|lazy|weary
second: soft|warm|cosy|dry|comfortable

scene eat: beast eats / object food
set: [{Who} saw|There was] a {first} [in front of|next to] a {second}.
say: The {first} ate the {second} because it was
first: hungry|very hungry|starving|greedy|so hungry
second: sweet|fresh|tasty|delicious|juicy

scene leave-food: beast eats / object food
set: [{Who} saw|There was] a {first} [in front of|next to] a {second}.
say: The {first} did not eat the {second} because it was
first: full|sick|ill|not hungry|in a hurry
second: sour|burnt|rotten|too hot|moldy

scene hide: beast eats / object cover
set: [{Who} saw|There was] a {second} by the road, and a {first} came running.
say: The {first} hid behind the {second} because it was
first: scared|shy|afraid|frightened|being chased
second: wide|tall|big enough|huge|very big

scene no-climb: beast walks / object climb
set: A {first} stood [in front of|next to|before] a {second}.
say: The {first} did not climb the {second} because it was
first: lazy|tired|dizzy|too weak|too young
second: slippery|steep|too tall|too high|shaky

scene no-pull: beast pulls / object pulled
set: [{Who} saw|There was] a {first} [in front of|beside] a {second}.
say: The {first} could not pull the {second} because it was
first: weak|too weak|too small|tired|out of breath
second: heavy|too heavy|stuck|frozen to the ground|very heavy

scene no-jump: beast jumps / object leap
set: A {first} [came running|ran] towards a {second}.
say: The {first} could not jump over the {second} because it was
first: slow|tired|too slow|too small|weak
second: huge|too big|enormous|too wide|very big

scene chase: beast plays / object chased
set: [{Who} saw|There was] a {first} playing with a {second}.
say: The {first} [ran after|chased] the {second} because it was
first: playful|bored|young and wild|lively|excited
second: bright|colorful|pretty|moving|shiny

scene flee: beast runs / object noisy
set: A {first} stood beside a {second}.
say: The {first} ran away from the {second} because it was
first: afraid|nervous|frightened|timid|scared
second: loud|noisy|too loud|scary|very loud

scene creak: object seat wood / beast lifts
set: [{Who} saw|There was] a {first} by the road, and a {second} sat down on it.
say: The {first} broke under the {second} because it was
first: weak|rotten|badly made|thin|not strong enough
second: heavy|huge|too heavy|very big|enormous

scene drop: beast lifts / object breaks
set: A {first} was carrying a {second}.
say: The {first} dropped the {second} because it was
first: clumsy|careless|surprised|not careful|in a hurry
second: slippery|wet|too hot|hot|smooth

scene cover: beast rests / object cloth warm
set: [{Who} saw|There was] a {first} next to a {second}.
say: The {first} crept under the {second} because it was
first: cold|freezing|very cold|shivering|sleepy
second: warm|thick|woolly|soft|cosy

scene follow: beast walks / beast walks
set: [{Who} saw|There was] a {first} behind a {second}.
say: The {first} followed the {second} because it was
first: lost|lonely|curious|all alone|bored
second: friendly|kind|nice|gentle|a good leader

scene catch: beast runs / beast runs
set: [{Who} saw|There was] a {first} running after a {second}.
say: The {first} could not catch the {second} because it was
first: slow|too slow|tired|out of breath|lame
second: fast|too fast|quick|very quick|nimble

scene wake: beast plays / beast rests
set: A {first} stood beside a {second} that lay in the grass.
say: The {first} woke the {second} because it was
first: bored|lonely|hungry|afraid|excited
second: snoring|in the way|still asleep|talking in a dream|dreaming

# Scenes about two characters who share a pronoun. What an adjective means is the same in all of them: who is
# kind does something for somebody who is tired.

scene give: people
set: set snack: object food; {First} had a {snack}.
say: {First} gave {second} the {snack} because {first.he} was
first: kind|very kind|nice|so kind|generous
second: tired|very tired|weak|hungry|very hungry
after: {Second} ate the {snack} [slowly|with joy|at once].

scene wait: people
set: [Later, it was time to go.|Then they went for a walk.|There was still a long way to go.]
say: {First} [waited|stopped and waited] for {second} because {first.he} was
first: kind|very kind|nice|so kind|patient
second: tired|very tired|weak|slow|very slow
after: [Then they went on together.|It did not take long.|Then {first} and {second} went on.|"Thank you," said {second}.]

scene aid: people
set: [There was still some work to do.|But there was one more thing to do.|There was a lot to clean up.]
say: {First} helped {second} because {first.he} was
first: kind|very kind|nice|so kind|helpful
second: tired|very tired|weak|sad|very sad
after: [Together it was easy.|{Second} thanked {first}.|Without {first}, it would have taken all day.]

scene hug: people
set: [They sat down side by side.|For a while, nobody said a word.|It had been a hard day.]
say: {First} hugged {second} because {first.he} was
first: kind|very kind|nice|so kind|gentle
second: tired|very tired|weak|sad|very sad
after: [A hug can do a lot.|{Second} felt [better|much better] then.|{Second} smiled at {first}.]

scene sing: people
set: [It grew quiet.|They sat down in the grass.|Then they took a rest.]
say: {First} sang for {second} because {first.he} was
first: kind|very kind|nice|so kind|friendly
second: tired|very tired|weak|sad|very sad
after: [{Second} listened and smiled.|"That was beautiful," said {second}.|The birds listened, too.]

# A scene on the way, or nothing.
rule on-the-way who
- (scened) <small-event who>
- (not scened) 
- 2x (not scened) set scened; <scene-way who>

rule small-event who
- [The birds were singing.|The wind was blowing.|A light rain began to fall.|Clouds moved slowly across the sky.|The leaves danced in the wind.|Somewhere, somebody was laughing.|There was a smell of rain in the air.]
- 4x

# The same where nobody is on the way.
rule meanwhile who
- (scened) <small-event who>
- (not scened)
- 2x (not scened) set scened; scene; [Meanwhile, something else happened.|Then there was a surprise.|But something came in between.|And this happened, too.]
  {scene.set} {scene.say} {scene.adjective}. <resolve who>

rule scene-way who
- scene; [On the way, there was something to see.|But what was that?|Then something happened.|On the way, {who} stopped.|Suddenly, {who} stood still.]
  {scene.set} {scene.say} {scene.adjective}. <resolve who> [<walk-on who>|]

rule walk-on who
- {Who} [nodded|smiled|laughed] and [went|walked] on.
- Then {who} had to go on.
- (first is walks) {Who} [waved at|said goodbye to] the {first} and left.

rule resolve who
- 2x <resolve-plain>
- "The {referent} is {scene.adjective}," [said|thought|explained] {who}.
- "[Look|Oh|Ah], the {referent} is {scene.adjective}!" [said|called|cried] {who}.
- {Who} could see that the {referent} was {scene.adjective}.
- {Who} looked at the {referent}. [It really|Yes, it] was {scene.adjective}.

rule resolve-plain
- It was the {referent} that was {scene.adjective}[, not the {other}|].
- [Yes, the|Indeed, the|You see, the] {referent} was {scene.adjective}.
- What was {scene.adjective}? The {referent} was.
- The {referent} was {scene.adjective}, and the {other} was not.

# The same about two friends, if "she" or "he" can mean both.
rule between who other
- 2x
- 4x (who like other, who is alive, other is alive) <scene-two who other>
- 2x (not who like other, who is alive, other is alive) <she-and-he who other>

# "She" is the one and "he" is the other: whose thing it is can only be told from that. One pronoun a sentence is
# enough, and the other is named: with two, a story is lost as soon as it forgets that they are not alike.
rule she-and-he who other
- let one: object food; let two: object food; [Then they were hungry.|After all that, it was time to eat.|By then it was time for lunch.]
  {Who} had a {one}, and {other} had a {two}. <turn-ate who other one two>
- let one: object toy; let two: object toy; [Then they played.|There was still time to play.] {Who} had a {one.look} {one}, and {other} had a {two.look} {two}.
  <turn-played who other one two>
- let one: object warm !seat; let two: object warm !seat; It [was getting|had become] [cold|cool]. {Who} put on a {one.look} {one}, and {other} put on a {two.look} {two}.
  <turn-wore who other one two>

rule turn-ate who other one two
- {Who.he} ate the {one}, and {other} ate the {two}.
- {Other.he} ate the {two}, and {who} ate the {one}.
- {Other} gave {who.him} half of the {two} and got half of the {one}.
- They changed: {other} took the {one}, and {who.he} took the {two}.

rule turn-played who other one two
- {Who.he} played with the {one}, and {other} played with the {two}.
- {Other.he} played with the {two}, and {who} played with the {one}.
- Then they changed: {who} got the {two}, and {other.he} got the {one}.
- {Other} showed {who.him} the {two} and was shown the {one}.

rule turn-wore who other one two
- {Who.he} liked the {one}, and {other} liked the {two}.
- {Other.he} was warm in the {two}, and {who} was warm in the {one}.
- The wind took {other.his} {two} away, but {who} ran after it and brought it back.
- {Other.he} looked [funny|grand|good] in the {two}, and {who} looked [funny|grand|good] in the {one}.

rule scene-two who other
- scene who other; <scene-people>
- scene other who; <scene-people>

rule scene-people
- {scene.set} {scene.say} {scene.adjective}. <resolve-people> {scene.after}

rule resolve-people
- It was {referent} who was {scene.adjective}[, not {other}|].
- [Yes, {referent}|Indeed, {referent}|You see, {referent}] was {scene.adjective}.
- Who was {scene.adjective}? {Referent} was.
- {Referent} was {scene.adjective}, and {other} was not.
