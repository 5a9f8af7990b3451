"""The mathematics of the film, exact and undrawn, in the order in which it can be read.

What is minimised is L(w) + λ Ω(w), or L(w) within a budget ‖w‖ <= t. Brackets mark a module that no scene or
figure uses today, and name who will: a scene of the film's second part, "What the usual picture hides"; or who
does: the tests.

``arithmetic``, below all else:

- ``arrays``: their type
- ``arguments``: checks of every number that comes in
- ``doubled``: numbers to twice the working precision

``losses``, L(w):

- ``quadratic``: of one weight, of several, and least squares from data
- ``normal_equations``: what such a loss leaves to solve, whatever the units of its weights
- ``journeys``: a loss that turns and moves, for the film

``penalties``, Ω(w):

- ``subdifferential``: the interval of slopes at a kink
- ``separable``: what all sums over single weights share: value, slopes, proximal step, certificate
- ``projections``: nearest points of balls
- ``norms``: L1 and L2
- ``l0``: the count of weights that are not zero [Family]
- ``lp``: the sum of |w|^p, for any p > 0
- ``elastic_net``: L1 and L2 in one
- ``nuclear``: L1 of a matrix's singular values [LowRank]

``data``, before anything is fitted:

- ``sets``: the film's data sets
- ``standardisation``: centring, scaling, and where the intercept went
- ``scatter``: points of a table, some to fit to and the others
- ``dependence``: columns that others make up
- ``low_rank``: a matrix of low rank under noise [LowRank]

``paths``, the optimum at every λ and every budget:

- ``homotopy``: the lasso path, knot by knot
- ``lasso``: the whole of it
- ``ridge``: the path under L2
- ``sign_flips``: where a ridge weight crosses zero
- ``both``: the two paths of one loss, and what is to be seen on them

``optima``, where the minimum is, and how that is known:

- ``certificate``: weights with the violation of their optimality condition
- ``one_weight``: one weight, in closed form
- ``bridge``: between the lasso and ridge
- ``penalised``: any number of them
- ``budget``: on a ball
- ``elastic_budget``: on the elastic net's own ball
- ``valley``: a loss that two weights share
- ``faces``: where one optimum is not all [tests]
- ``corner_map``: which centres of a loss a corner holds [CornerMap]
- ``generalisation``: how well a penalised fit does on new points

``descents``, how one gets there:

- ``walk``: what all of them take, return and share
- ``gradient``: steps down the loss alone, or the penalty alone
- ``flow``: the gradient flow of both, which glides and, under L1, slides along a crease
- ``subgradient``: steps down both, which rattle about zero
- ``proximal``: proximal steps, and proximal gradient steps (ISTA), which land on it
- ``fista``: the same with momentum [ExactZeros]
- ``adam``: with L2 in the gradient, or with decoupled weight decay [ExactZeros]

``probability``, how likely a zero is:

- ``priors``: the penalties as log-densities, with the posterior's mode and mean, and draws from it
- ``zeros``: how often a random loss leaves a weight at exactly 0 [HowOften]
- ``statistical_dimension``: the same in high dimension [HighDimension]

``surfaces``, for pictures of the mathematics in space:

- ``eye``: which ray goes through a place of the picture, and where a point appears
- ``quadric``: planes, and whatever is quadratic, along rays
- ``body``: what quadrics enclose, and where rays meet it
- ``solids``: a penalised loss over two weights; balls and losses of three
- ``tiles``: which faces are worth asking where
- ``level_line``: the same heights as lines on the ground
- ``bracketed``: any other smooth body, step by step [tests]
"""
