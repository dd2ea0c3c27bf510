# What: things, and what is on a list.
# keep: loved and lost; toy: played with; gift; treasure: found; music; warm: worn against the cold; tool.
# flies, rolls, floats: how it gets away; breaks: can be mended; fits, holds: packed, packed into;
# lift: picked up; seat: rested on; food; noisy; chased; pulled; leap: jumped over; cover: hidden behind;
# climb; shiny, cloth, wood, paper: how it looks.

object ball: toy keep rolls floats lift chased color share fits
object kite: toy keep flies gift color fits share build
object balloon: toy flies chased color
object marble: toy keep treasure rolls color share lift chased
object doll puppet: toy keep gift cloth breaks fits share lift
object drum: toy keep gift music wood noisy breaks fits lift share
object flute: music keep gift wood treasure share
object trumpet: music keep gift shiny noisy fits treasure lift
object violin guitar: music keep gift wood breaks fits
object harp: music gift wood
object bell: music keep gift treasure shiny noisy
object whistle: music keep gift treasure shiny
object book: keep gift paper fits lift share
object ring necklace bracelet: keep gift treasure shiny
object coin: keep treasure shiny
object medal trophy: keep treasure shiny fits prize lift
object crown: treasure shiny fits prize
object cup: prize shiny breaks lift
object mirror: gift treasure breaks shiny fits lift
object clock: gift breaks wood fits lift
object compass: keep gift treasure shiny breaks
object telescope: keep gift treasure shiny fits breaks
object lantern lamp: keep gift tool shiny breaks fits lift light
object candle: gift light
object shell: keep treasure gift natural
object button: keep treasure color
object feather: keep treasure natural
object crystal pearl: treasure shiny
object key: treasure shiny opens
object map: keep paper
object picture: keep gift paper breaks
object hat cap: keep gift warm cloth fits
object scarf sweater: keep gift warm cloth fits
object coat jacket: warm cloth fits keep
object umbrella: keep gift cloth fits tool
object blanket: gift warm cloth seat fits lift share
object pillow cushion: cloth seat fits lift
object mat rug towel: cloth seat fits
object chair stool: wood seat lift breaks build
object bench: wood seat cover build
object sofa mattress hammock: seat
object basket bucket: holds carry lift wood
object box: holds carry lift wood closed cover
object bag backpack: holds carry lift cloth
object suitcase trunk: holds lift closed
object chest: holds lift wood closed
object drawer crate: holds wood
object teapot vase: gift breaks fits lift
object jar bowl: breaks lift
object ladder: tool climb wood
object rope: tool
object net: tool
object stick: tool wood
object hook: tool
object pole: tool wood
object broom rake: tool wood
object hammer shovel: tool
object sled: toy wood pulled build share
object wagon cart: pulled wood build lift
object scooter: toy color share
object boat: toy floats wood pulled keep gift build share
object raft: floats wood build
object swing: wood build
object birdhouse: wood build gift
object stone rock: lift cover natural
object log: lift pulled leap cover wood
object barrel: lift pulled cover wood
object sack: lift pulled
object wheel hoop: chased lift
object fence hedge: leap climb cover
object puddle ditch: leap
object haystack statue: climb cover
object curtain: cover cloth
object slide: climb
object train bus motorbike: noisy
object rocket engine: noisy
object cake pie cookie muffin bun: food sweet
object pancake waffle: food sweet
object apple pear peach plum banana: food fruit
object carrot turnip: food crunchy
object sandwich pizza: food

item bread milk honey butter cheese flour sugar salt jam tea rice eggs apples carrots pears plums nuts
  beans onions potatoes soap string paper glue nails seeds paint corn cherries pepper: list
