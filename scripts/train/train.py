"""Trains the mode model: python3 train.py DIRECTORY ROUNDS

Reads what matrix.ts wrote, writes trees.json (XGBoost's own format) and golden.json (probabilities of some windows, to
which the evaluator in TypeScript is held). Needs Debian's python3-xgboost and nothing else.
"""
import json
import sys

import numpy as np
import xgboost as xgb

directory, rounds = sys.argv[1], int(sys.argv[2])
about = json.load(open(f"{directory}/matrix.json"))
count = len(about["features"])
features = np.memmap(f"{directory}/features.f32", dtype=np.float32, mode="r").reshape(-1, count)
label, person, collection, seconds = np.fromfile(f"{directory}/rows.f32", dtype=np.float32).reshape(-1, 4).T

# Each person counts the same within a collection, each class the same overall: who recorded most decides nothing.
weight = seconds.astype(np.float64)
weight /= np.bincount(person.astype(int), weight)[person.astype(int)]
for number, share in enumerate(about["collectionWeights"]):
    mine = collection == number
    weight[mine] *= share / max(1e-9, weight[mine].sum())
weight /= np.bincount(label.astype(int), weight)[label.astype(int)]
weight *= len(weight) / weight.sum()

settings = {
    "objective": "multi:softprob",
    "num_class": len(about["classes"]),
    "tree_method": "hist",
    "eta": 0.12,
    "max_depth": 6,
    "min_child_weight": 40,
    "lambda": 5,
    "subsample": 0.5,
    "colsample_bynode": 0.15,
    "seed": 1,
}
trainer = xgb.train(settings, xgb.DMatrix(features, label, weight=weight), rounds)
trainer.save_model(f"{directory}/trees.json")

some = np.linspace(0, len(label) - 1, 50).astype(int)
golden = trainer.predict(xgb.DMatrix(features[some]))
rows = [{"features": f.tolist(), "probabilities": p.tolist()} for f, p in zip(features[some], golden)]
json.dump(rows, open(f"{directory}/golden.json", "w"))
