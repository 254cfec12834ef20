package dev.tandem.node;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The row of this node; its epoch rises at every start. */
@Entity
@Table(name = "node")
class NodeRow {

    @Id
    String id = "";

    long epoch;
}
