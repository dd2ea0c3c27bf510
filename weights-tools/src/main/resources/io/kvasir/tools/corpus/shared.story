# What many plots need: time, ways, feelings, looks of things, endings.

rule oneday
- (today) [That day|That very day|That same day|Soon after that|A little later|Not long after that|Before long]
- (not today) [2x One day|One morning|One afternoon|One evening|One sunny day|One windy day|One fine day|One cold morning|One warm evening
  |One Monday|One Saturday|One summer day|One spring morning|Then one day]
- (not today) [One autumn day|One winter morning|One bright day|One rainy afternoon|One foggy morning|One Friday]
- (today) [On that day|At noon|In the afternoon]

rule look x
- (x is color) [red|blue|green|yellow|purple|orange|white|black|pink|brown|striped]
- (x is shiny) [shiny|golden|silver|bright|old|tiny|sparkling|precious|little]
- (x is cloth) [red|blue|green|yellow|gray|soft|striped|woolen|purple|white]
- (x is wood) [wooden|painted|brown|old|new|little|simple|polished]
- (x is paper) [old|new|beautiful|colorful|thin|little]
- (x is natural) [smooth|white|gray|pretty|small|little]
- (not x is color, not x is shiny, not x is cloth, not x is wood, not x is paper, not x is natural)
  [big|small|new|old|fine|beautiful|strange|large|little]

rule air x
- (x is dark) [dark|deep|narrow|cold|silent|gloomy]
- (x is people) [busy|noisy|crowded|big|old|famous|colorful]
- (x is water) [wide|quiet|blue|clear|cold|lovely|sparkling]
- (x is high) [high|lonely|windy|steep|tall|famous]
- (x is wild, not x is dark, not x is water, not x is high) [wild|green|wide|lonely|huge|strange]
- (not x is dark, not x is people, not x is water, not x is high, not x is wild)
  [green|quiet|wide|sunny|beautiful|little|old|peaceful|pretty]

# The way to a place that was not mentioned before. The next sentence should say "in the ...".
rule go who where
- {Who} [walked|went|ran|hurried|wandered] to a {where.air} {where}.
- {Who} set out and [soon|at last|after a while] came to a {where.air} {where}.
- The [path|road|way] led {who} to a {where.air} {where}.
- After a [long|short] walk, {who} [came to|reached|found] a {where.air} {where}.
- There was a {where.air} {where} [not far away|behind the trees|on the other side of the road], and {who} went there.
- {Who} [walked and walked|went on and on] until {who.he} [came to|saw] a {where.air} {where}.

rule sad who
- {Who} was [very|so|terribly] [sad|unhappy].
- {Who} [sat down|stood still] and [sighed|looked at the ground|said nothing].
- (who is alive) [A tear|A big tear|One tear after the other] ran down {who.his} [(who is human) cheek|(who is animal) nose].
- (who is machine) {Who}'s lights [went|grew|turned] [dim|blue|gray].
- (who is tail) {Who} let {who.his} tail hang down.
- {Who} felt like [crying|running away|hiding from the whole world].
- "Oh [no|dear]!" [cried|said|sighed|whispered] {who}.
- Poor {who}! {Who.he} did not know what to do.
- {Who} felt [cold|empty|tired] inside.
- "This is the worst day of all," [said|sighed] {who}.

rule happy who
- {Who} was [very|so] [happy|glad|pleased].
- {Who} [laughed|smiled|beamed|shouted] with joy.
- {Who} [danced|jumped|hopped|turned round and round] for joy.
- (who is tail) {Who} wagged {who.his} tail [with joy|happily|like mad].
- (who is bird) {Who} flapped {who.his} wings [with joy|happily].
- (who is machine) {Who}'s lights blinked [happily|in all colors|like stars].
- {Who} had never been so happy [before|in {who.his} life].
- (who is child) {Who} smiled from ear to ear.
- "[Hooray|Hurrah|Yes|How wonderful]!" [cried|shouted|called] {who}.
- {Who} could have hugged the whole world.
- For joy, {who} [sang|hummed] a little song.

rule happy-both who other
- <both who other> [laughed|danced|cheered|smiled|sang] [with joy|together|until their sides hurt|like never before].
- Now {who} was happy, and {other} was happy, too.
- {Who} hugged {other}, and {other} hugged {who}.
- "[Hooray|Hurrah|We did it]!" [cried|shouted] <both who other>.
- {Who} looked at {other}, and both of them [began to laugh|smiled|felt warm inside].

rule think who
- {Who} thought [long and hard|for a while|about it for a minute].
- {Who} scratched {who.his} head and thought.
- "[Hmm|Let me think|What now|What can I do]?" said {who}.
- {Who} closed {who.his} eyes to think.
- For a moment, {who} did not know what to do.
- Then {who} had an idea.

rule thanks who
- "Thank you[ very much| so much|]!" [said|cried|called|answered] {who}.
- "You are [so kind|very kind|a real friend|the best]," said {who}.
- {Who} said thank you [three|ten|a hundred] times.
- {Who} [smiled|bowed] and said thank you.
- "I will never forget this," said {who}.
- "How can I thank you?" [asked|said] {who}.

rule welcome who
- "[You are welcome|It was nothing|I am glad to help|That is what friends are for]," [said|answered|replied] {who}.
- {Who} [smiled|nodded|laughed] and [waved|said goodbye].
- {Who} only [smiled|laughed].

# Two of them, whoever is named first.
rule both x y
- {x} and {y}
- {y} and {x}

# Somebody with a name who comes along. Afterwards both roles are known.
rule friend-of hero friend
- {Hero}'s best friend was a {friend.trait} {friend.kind} named {friend}.
- [{Hero}|{Hero.he}] had a friend named {friend}, who was a {friend.trait} {friend.kind}.
- [{Hero}|{Hero.he}] had a good friend, a {friend.trait} {friend.kind} called {friend}. [They did everything together.|They saw each other every day.|]
- Next door lived a {friend.trait} {friend.kind} called {friend}. <both hero friend> were [good|close|old|best] friends.
- A {friend.trait} {friend.kind} named {friend} was {hero}'s [best|oldest|dearest] friend.
- [{Hero}|{Hero.he}] was never alone for long, because a {friend.trait} {friend.kind} named {friend} came by every day. <both hero friend> were [good|best] friends.
- Wherever {hero} was, a {friend.trait} {friend.kind} named {friend} was not far away.

rule comes-along friend
- Just then, a {friend.trait} {friend.kind} named {friend} came [along|by|round the corner].
- A {friend.trait} {friend.kind} named {friend} [heard this and came closer|came down the road|stopped and asked what was the matter].
- "Can I help?" asked somebody. It was a {friend.trait} {friend.kind} named {friend}.
- Who was coming there? It was a {friend.kind} called {friend}, and a {friend.trait} one, too.
- By chance, a {friend.kind} named {friend} was [resting|singing|sitting] [nearby|under a tree|in the grass].
- Somebody [coughed|laughed|whistled] softly. It was a {friend.kind} named {friend}.
- A {friend.kind} named {friend} had been [listening|watching] for a while and came [nearer|closer].

# Endings. If the story has a home, it comes back to it.
rule ending hero
- <homeward hero> <fin hero>

rule homeward hero
- (home, not stayed) [In the evening|When the stars came out|At last|When the sun went down|As it grew dark|Later that day], {hero} went [home|back] to the
  {home}[, tired but happy|, and all was well|. There is no place like home|, and the moon shone on the roof].
- (home) That night, it was [warm|quiet|very quiet|peaceful] in the {home}, and {hero} [(hero is alive) slept well|(hero is alive) dreamed of the sea
  |thought about everything that had happened|was content].
- (home, not stayed) "[Home at last|It is good to be home|What a day]!" said {hero}, and closed the door of the {home}.
- (home) The {home} had never [felt so cosy|looked so friendly|seemed so warm] to {hero}.
- (home, not stayed) Back in the {home}, {hero} [told the story from beginning to end|sat by the fire and smiled|(hero is alive) fell asleep at once|hummed a happy song].
- (not home) [That night|In the evening|When the stars came out|Later that day], {hero} [(hero is alive) slept well|could not stop smiling
  |(hero is alive) dreamed of it all once more|thought about everything that had happened|told the story again and again|looked up at the stars and was content].
- (not home) It had been a [long|good|wonderful|strange] day for {hero}.
- (not home) The sun went down, and {hero} [(hero is alive) yawned|was tired but happy|hummed a song|made plans for tomorrow].
- (not home) {Hero} [(hero is alive) went to bed with a smile|was tired but happy|(not stayed) sang all the way home|(not stayed) walked home under the stars].
- (home, not stayed) "Where have you been?" the {home} seemed to ask. "That is a long story," said {hero} and [laughed|sat down|smiled].
- (not home) "[Tomorrow is another day|What a story|I could not have dreamed it]," said {hero}.
- (not home) The [moon|evening star] looked down on {hero}, and all was [well|quiet|peaceful].

rule fin hero
- 5x The end.
- And that is the end of the story.
- And that was that.
- (not weeks) What a day [it|that] had been!
- (not weeks) That was the [best|strangest|longest|finest] day of the whole [year|summer|winter].
- {Hero} never forgot that day.
- And so the story of {hero} ends [here|well|happily].
- Good night, {hero}!
- And if you ever meet {hero}, [say hello|you can ask about it].
- And they all lived happily ever after.
- From then on, {hero} was [never sad for long|a little braver than before|always ready to help|the happiest {hero.kind} of all].
