package dev.tandem.trunk;

/** Trunks or routes are not what they were. Fired on a worker, after the change is stored and the snapshots replaced. */
public record TrunksChanged() {}
