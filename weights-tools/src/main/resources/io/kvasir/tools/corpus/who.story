# Who: names, kinds of characters with a name, people and animals without one.

names girls she: Mia Anna Lily Emma Zoe Nora Ella Ruby Clara Ida Lucy Rosa Maya Lena Sofia Alice Julia
  Nina Eva Amy Tara Leila Ines Freya Greta Marta Paula Yuki Amina Priya Sara Kira Stella Hanna Elsa Mei
names boys he: Tom Ben Leo Sam Tim Jack Finn Noah Paul Oscar Hugo Emil Felix Jonas Adam David Omar Ravi
  Ken Luca Mateo Ivan Erik Anton Daniel Theo Arthur Peter Henry Simon Jacob Karl Nils Malik Diego Max
names beasts she: Hazel Poppy Daisy Tilly Bella Molly Coco Luna Willow Maple Trixie Winnie Dotty Flora
  Mimi Nala Suki Bonnie Pippa Tessa Juno Peggy Sally Lulu Dora Minnie Fern Tansy
names beasts he: Pip Bruno Barney Otto Toby Benny Monty Chester Buster Teddy Basil Jasper Bobo Momo
  Ziggy Wilbur Rufus Milo Gus Fritz Alfie Archie Digby Harvey Dudley Rollo Waldo Ernie
names robots it: Bolt Gizmo Rivet Robbie Sprocket Widget Cog Zip Pixel Turbo Nutsy Dex
  Servo Orbit Clank Toggle Blip Socket

# human, animal, machine; alive: not a machine; many: a story may have two of them; tail, paw: what it has.
kind girl: x8 pool=girls human alive many child
kind boy: x8 pool=boys human alive many child
kind robot: x4 pool=robots machine
kind fox otter badger squirrel: pool=beasts animal alive paw tail fur
kind mouse hamster: pool=beasts animal alive paw tail fur tiny
kind rabbit mole hedgehog: pool=beasts animal alive paw
kind bear: pool=beasts animal alive paw fur large
kind cat dog puppy: pool=beasts animal alive paw tail fur
kind pig goat donkey lamb pony: pool=beasts animal alive tail
kind owl duck penguin goose: pool=beasts animal alive bird
kind frog turtle lizard: pool=beasts animal alive
kind monkey raccoon beaver: pool=beasts animal alive paw tail fur
kind elephant: pool=beasts animal alive tail large
kind dragon: pool=beasts animal alive tail large

# People who help. Without she or he, either will do.
person baker farmer gardener teacher shepherd miller doctor painter tailor carpenter librarian knight: grown
person beekeeper clockmaker sailor musician juggler blacksmith shopkeeper postman potter: grown
person fisherman king wizard: he grown
person queen witch: she grown
person captain pilot ranger: grown

# An "it": lifts, rests, eats, jumps, runs, small, pulls.
beast horse donkey: lifts pulls rests eats runs jumps walks
beast elephant: lifts pulls eats walks rests
beast bear: lifts eats walks rests
beast robot: lifts pulls walks
beast camel ox: lifts pulls eats walks rests
beast crane: lifts
beast cow: eats walks rests pulls
beast pony: pulls eats rests runs walks jumps
beast cat kitten: rests eats small runs jumps walks plays
beast dog puppy: rests eats runs jumps walks plays pulls
beast rabbit squirrel hamster: small eats jumps runs rests walks plays
beast mouse: small eats runs rests walks plays
beast hedgehog turtle snail: small eats rests walks
beast frog: small jumps eats rests walks
beast duck hen goose: small eats rests runs walks
beast goat lamb sheep: eats runs jumps rests walks plays
beast monkey: eats runs rests jumps walks plays
beast pig: eats runs rests walks plays
beast lion tiger wolf fox: eats runs rests jumps walks plays
beast truck tractor: pulls
