"""Trains one forest of the mode model: python3 train.py DIRECTORY NAME ROUNDS [FOLDS]

Reads NAME.features.f32, NAME.rows.f32 and matrix.json, which matrix.ts wrote. Writes NAME.trees.json in XGBoost's own
format, NAME.golden.json (probabilities of some rows, to which the evaluator in TypeScript is held), and for each fold k
NAME.trees.k.json, trained without the people whose number leaves k when divided by FOLDS.
Needs Debian's python3-xgboost and nothing else.
"""
import json
import sys

import numpy as np
import xgboost as xgb

directory, name, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
folds = int(sys.argv[4]) if len(sys.argv) > 4 else 0
about = json.load(open(f"{directory}/matrix.json"))
rows = np.fromfile(f"{directory}/{name}.rows.f32", dtype=np.float32).reshape(-1, 4)
label, person, collection, seconds = rows.T
features = np.fromfile(f"{directory}/{name}.features.f32", dtype=np.float32).reshape(len(rows), -1)

settings = {
    "objective": "multi:softprob",
    "num_class": len(about["classes"]),
    "tree_method": "hist",
    "eta": 0.06,
    "max_depth": 6,
    "min_child_weight": 50,
    "lambda": 5,
    "subsample": 0.5,
    "colsample_bynode": 0.1,
    "seed": 1,
}
if name == "sections":
    settings.update(max_depth=4, min_child_weight=15)


def weights(some):
    """Who recorded most, and what is recorded most, counts for more, but not in proportion."""
    weight = seconds[some].astype(np.float64)
    who = person[some].astype(int)
    weight /= np.bincount(who, weight)[who] ** 0.7
    for number, share in enumerate(about["collectionWeights"]):
        mine = collection[some] == number
        weight[mine] *= share / max(1e-9, weight[mine].sum())
    what = label[some].astype(int)
    weight /= np.bincount(what, weight)[what] ** 0.7
    return weight * len(weight) / weight.sum()


def fit(some):
    return xgb.train(settings, xgb.DMatrix(features[some], label[some], weight=weights(some)), rounds)


def believed(some):
    """Without rows of people whom nobody told what to label whose label is beyond belief: less than a quarter as likely
    as another class to a forest that learnt from the other half of the people, who labelled this class too."""
    half = np.searchsorted(np.unique(person[some]), person) % 2
    untold = some & np.array(about["untold"])[collection.astype(int)]
    beyond = np.zeros(len(rows), bool)
    for number in (0, 1):
        others = some & (half != number)
        judged = untold & (half == number) & np.isin(label, label[others])
        if judged.any():
            chances = fit(others).predict(xgb.DMatrix(features[judged]))
            own = chances[np.arange(len(chances)), label[judged].astype(int)]
            beyond[judged] = own < chances.max(axis=1) / 4
    return some & ~beyond


def train(some, path):
    trainer = fit(believed(some) if name == "windows" else some)
    trainer.save_model(path)
    return trainer


for fold in range(folds):
    train(person % folds != fold, f"{directory}/{name}.trees.{fold}.json")
trainer = train(np.ones(len(rows), bool), f"{directory}/{name}.trees.json")

some = np.linspace(0, len(rows) - 1, 50).astype(int)
golden = trainer.predict(xgb.DMatrix(features[some]))
pairs = [{"features": f.tolist(), "probabilities": p.tolist()} for f, p in zip(features[some], golden)]
json.dump(pairs, open(f"{directory}/{name}.golden.json", "w"))
