"""The mathematics of the film, exact and undrawn, in the order in which it can be read.

Numbers: ``doubled``, to twice the working precision; and ``arguments``, which checks every one that comes in.

What is minimised: L(w) + λ Ω(w), or L(w) within a budget ‖w‖ <= t.

- ``losses``: the quadratic loss of one weight, of several, and least squares from data
- ``normal_equations``: what such a loss leaves to solve, whatever the units of its weights
- ``data``: the film's data sets; ``scatter``: points of a table, some to fit to and the others
- ``standardisation``: centring, scaling, and where the intercept went; ``dependence``: columns that others make up
- ``entrywise``: what a penalty of single weights offers; ``intervals``: slopes at a kink
- ``penalties``: L1 and L2; and the others: ``counting`` (L0), ``elastic_net``, ``powers`` (L_p), ``nuclear``
- ``projections``: nearest points of their balls

Where the minimum is, and how that is known:

- ``optimum``: weights with the violation of their optimality condition
- ``one_weight``: one weight, in closed form; ``penalised``: any number of them; ``budget``: on a ball
- ``faces``: where one optimum is not all; ``valley``: a loss that two weights share
- ``elastic_budget``: the elastic net's own budget
- ``homotopy``: how the lasso path is followed; ``lasso_path``, ``ridge_path``: the paths; ``sign_flips``: where a
  ridge weight crosses zero; ``weight_paths``: both paths of one loss
- ``generalisation``: how well a penalised fit does on new points

How one gets there, and why it is sparse:

- ``descents``: gradient, subgradient and proximal steps, and an adaptive one with either decay
- ``priors``: the penalties as log-densities, with the posterior's mode and mean
- ``corner_map``: which centres a corner holds; ``chance``: how often; ``statistical_dimension``: in high dimension
- ``low_rank``: the same for the rank of a matrix
- ``journeys``: a loss that turns and moves, for the film
"""
