package dev.tandem.trunk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of an outbound route; {@link RoutingStore} translates. */
@Entity
@Table(name = "outbound_route")
class RouteEntity {

    @Id
    String id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "place")
    int place;

    @Column(name = "name")
    String name;

    @Column(name = "description")
    @Nullable String description;

    @Column(name = "number_pattern")
    String numberPattern;

    @Column(name = "trunks")
    String trunks;

    /** For the persistence provider, and for {@link RoutingStore} to fill. */
    protected RouteEntity() {}
}
