package dev.tandem.node;

import dev.tandem.config.TandemConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;

/** Which node this is and which of its lives, so that a row says who owned it. */
@ApplicationScoped
public class NodeIdentity {

    private final EntityManager entities;
    private final String id;
    private volatile long epoch;

    NodeIdentity(EntityManager entities, TandemConfig config) {
        this.entities = entities;
        this.id = config.node();
    }

    /** The node's name. */
    public String id() {
        return id;
    }

    /** How often the node has started; 0 before {@link #begin}. */
    public long epoch() {
        return epoch;
    }

    /** Begins a new life of this node. */
    @Transactional
    public void begin() {
        NodeRow row = entities.find(NodeRow.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (row == null) {
            row = new NodeRow();
            row.id = id;
        }
        row.epoch++;
        entities.persist(row);
        epoch = row.epoch;
    }
}
