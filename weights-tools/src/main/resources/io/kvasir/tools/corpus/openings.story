# How a story begins. Every opening names the hero and the hero's kind. Some tell where the hero lives; then
# the home is cast until the story ends, and the ending comes back to it. Some tell of one day (set today).

rule opening hero
- 6x <opening-plain hero>
- 6x <opening-home hero>
- 6x <opening-today hero>
- 3x set scened; set today; <opening-scene hero>

rule make-home who
- (who is human) set home: place human;
- (who is animal) set home: place animal;
- (who is machine) set home: place machine;

rule trait x
- (x is machine) [clever|friendly|helpful|curious|polite|brave|shiny|clumsy|cheerful|careful|funny|busy|gentle]
- (x is alive) [little|small|young|brave|shy|clever|curious|kind|cheerful|quiet|gentle|lively|friendly|careful|lazy
  |funny|patient|proud|clumsy|polite|dreamy|merry|stubborn|honest|busy]

rule homely x
- [small|little|cosy|crooked|old|tidy|warm|tiny|pretty|quiet|round|sunny|narrow|funny]

rule beyond
- [at the edge of the woods|under an old oak tree|at the end of a long road|behind three tall trees|not far from the sea
  |at the foot of the blue hills|in a faraway land|near a small village|on the sunny side of the village|where the road turns
  |in the middle of nowhere|between two big trees|far away from everything]

rule opening-plain hero
- [3x Once upon a time|Once|Long ago|Long, long ago|A long time ago|Many years ago|Not so long ago], there
  [was|lived] a {hero.trait} {hero.kind} [named|called] {hero}. <habit hero>
- There [once was|was once] a {hero.trait} {hero.kind} [named|called] {hero}. <habit hero>
- Once upon a time, a {hero.trait} {hero.kind} named {hero} [wanted to see the world|dreamed of adventures
  |had more ideas than anybody else|was looking for something to do].
- This is the story of {hero}, a {hero.trait} {hero.kind}. <habit hero>
- {Hero} was a {hero.trait} {hero.kind}. <habit hero>
- {Hero} the {hero.kind} was [known everywhere as|said to be] the [kindest|funniest|quickest|most careful|most curious|bravest]
  of all. <habit hero>
- Everybody knew {hero}, the {hero.trait} {hero.kind} [with the loud laugh|who always had a plan|who was never in a hurry
  |who could not sit still|who asked so many questions]. <habit hero>
- Nobody [laughed as loudly|worked as hard|walked as slowly|dreamed as often|asked as many questions] as {hero},
  a {hero.trait} {hero.kind}.
- Have you ever heard of {hero}? {Hero} was a {hero.trait} {hero.kind}. <habit hero>
- Do you know the story of {hero}, the {hero.kind}? It is a [short|good|true|strange] one. <habit hero>
- Let me tell you about {hero}. {Hero} was a {hero.kind}, and a {hero.trait} one. <habit hero>
- My [grandmother|grandfather|sister|uncle] once told me about a {hero.kind} named {hero}. <habit hero>
- In the days when [wishes still came true|the stars were young|the world was new|people had more time], there was
  a {hero.kind} called {hero}. <habit hero>
- Some stories begin with [a storm|a secret|a wish|a loud bang]. This one begins with a {hero.kind} named {hero}.
- Of all the {hero.trait} [souls|folk] in the world, the one I like best is {hero}, a {hero.kind}. <habit hero>
- A {hero.trait} {hero.kind} named {hero} had [one big wish: to find a true friend|never been far from home
  |no brothers and no sisters|a very good heart].
- Every [morning|evening|Sunday], a {hero.kind} named {hero} [went for a walk|sang the same song|counted the clouds
  |said hello to the sun|told a new joke].
- Is a {hero.kind} too [small|young|quiet|slow] to do great things? {Hero} the {hero.kind} did not think so.

rule opening-home hero
- <make-home hero> [2x Once upon a time|Once|Long ago|Many years ago|A long time ago], a {hero.trait} {hero.kind} [named|called]
  {hero} lived in a {home.homely} {home} <beyond>. <habit hero>
- <make-home hero> In a {home.homely} {home} <beyond> [lived|there lived] a {hero.kind} [named|called] {hero}. <habit hero>
- <make-home hero> There was once a {home.homely} {home} <beyond>. A {hero.trait} {hero.kind} named {hero} lived there.
- <make-home hero> {Hero} was a {hero.trait} {hero.kind} who lived in a {home.homely} {home} <beyond>. <habit hero>
- <make-home hero> Far away, where [the wind sings|the sky is wide|the road ends|nobody is ever in a hurry], stood a
  {home.homely} {home}. It was the home of {hero}, a {hero.trait} {hero.kind}.
- <make-home hero> If you walk for [three|seven|nine|ten] days, you come to a {home.homely} {home}. A {hero.kind} named {hero}
  lived there, and this is what happened.
- <make-home hero> The smallest home in the whole land was a {home.homely} {home}, but {hero}, the {hero.trait} {hero.kind}, loved it.
- <make-home hero> {Hero} lived in a {home.homely} {home}. {Hero} was a {hero.kind}, and a {hero.trait} one, too. <habit hero>

rule opening-today hero
- set today; One [sunny|rainy|windy|cold|warm|foggy|bright] [morning|afternoon|evening], a {hero.trait} {hero.kind} named {hero}
  [woke up early|looked up at the sky|opened the door|went for a walk|sat under a tree and hummed a song].
- set today; It was a [rainy|gray|snowy|stormy|quiet|cold] day, and {hero}, a {hero.trait} {hero.kind}, [was bored|had nothing to do
  |looked out of the window|was in a very good mood].
- set today; "[Good morning, world|What a beautiful day|Today will be a good day|Rise and shine|Hello, sun]!" [said|called|shouted]
  a {hero.trait} {hero.kind} named {hero}.
- set today; "What shall I do today?" [asked|said] {hero}. {Hero} was a {hero.kind}, and a {hero.trait} one, too.
- set today; The sun was [rising|shining|just coming up|warm and golden] when {hero}, a {hero.trait} {hero.kind}, [stepped outside|woke up
  |stretched and yawned].
- set today; On the [first|last|hottest|coldest|longest] day of [spring|summer|autumn|winter], a {hero.kind} named {hero} was
  [in a good mood|up before everybody else|thinking about lunch|looking for a new adventure].
- set today; [Winter|Spring|Autumn|Summer] had come. A {hero.trait} {hero.kind} named {hero} was [happy about it|looking at the clouds
  |standing in the wind].
- set today; [Late one evening|Early one morning|One quiet Sunday|On a warm Friday], {hero}, a {hero.trait} {hero.kind}, could not
  [sit still|sleep|stop thinking].
- set today; The day had begun [badly|well|like any other day] for {hero}, a {hero.trait} {hero.kind}.
- set today; [Drip, drop|Tick, tock|Swish, swish|Knock, knock]! What was that? A {hero.kind} named {hero} [sat up|jumped up
  |opened both eyes] and listened. It was only the [rain|wind].
- set today; {Hero} was [hungry|tired|sleepy|bored|in a hurry|very happy|a little sad]. That was nothing new, because {hero} was a
  {hero.kind}, and a {hero.trait} one, too.
- set today; It all began on a [Monday|Tuesday|Wednesday|Thursday|Friday|Saturday]. A {hero.trait} {hero.kind} named {hero} was
  [still asleep|just having breakfast|sitting in the sun|humming a song].
- set today; Nobody knew why the [birds|bees|children] were so [quiet|loud|excited] that day, not even a {hero.trait}
  {hero.kind} named {hero}.

rule opening-scene hero
- scene; {scene.say} {scene.adjective}. <resolve-plain> <onlooker hero>

# A last look at both nouns of a scene.
rule onlooker hero
- A {hero.kind} named {hero} [stood nearby and watched|stood still and looked at|had seen] the {first} and the {second}.
- "[How strange|How funny|I see|Who would have thought it]," said a {hero.trait} {hero.kind} named {hero}, who had watched the {first} and
  the {second}.
- {Hero}, a {hero.trait} {hero.kind}, looked at the {first} and then at the {second} and [nodded|laughed|smiled].
- All this was seen by a {hero.kind} named {hero}, who liked the {first} and also the {second}.

rule habit hero
- 9x
- (hero is child) [2x {Hero.he}|{Hero}] loved to [read|sing|draw|climb trees|count the stars|tell jokes|run in the rain|ask questions].
- (hero is animal) [2x {Hero.he}|{Hero}] loved to [sleep in the sun|sing|dance in the rain|listen to the wind|tell jokes|look at the moon|roll in the grass].
- (hero is paw) [2x {Hero.he}|{Hero}] had [soft|quick|big|muddy] paws and a [warm|brave|good] heart.
- (hero is tail) [2x {Hero.he}|{Hero}] had a [long|short|funny|beautiful] tail and was proud of it.
- (hero is bird) [2x {Hero.he}|{Hero}] had [gray|white|brown] feathers and a [loud|sweet|deep] voice.
- (hero is machine) [2x {Hero.he}|{Hero}] had [two|four|six] arms and [green|blue|yellow] lights for eyes.
- (hero is machine) [2x {Hero.he}|{Hero}] loved to [count things|clean things|help others|hum like a fridge|learn new words].
- [2x {Hero.he}|{Hero}] liked [sunny days|rainy days|long walks|quiet evenings|good jokes|old songs|big surprises|adventures].
- [2x {Hero.he}|{Hero}] was [never in a bad mood|often alone|always ready to help|never late|always a little hungry|good at listening].
- [2x {Hero.he}|{Hero}] was not [big|rich|famous], but that did not matter.
