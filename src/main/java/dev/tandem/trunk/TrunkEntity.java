package dev.tandem.trunk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A row of a trunk; {@link RoutingStore} translates. */
@Entity
@Table(name = "trunk")
class TrunkEntity {

    @Id
    String id;

    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "name")
    String name;

    @Column(name = "host")
    String host;

    @Column(name = "port")
    int port;

    @Column(name = "transport")
    String transport;

    @Column(name = "allowed_sources")
    String allowedSources;

    @Column(name = "username")
    @Nullable String username;

    @Column(name = "password")
    @Nullable String sealedPassword;

    @Column(name = "register")
    boolean register;

    @Column(name = "codecs")
    String codecs;

    @Column(name = "srtp")
    String srtp;

    @Column(name = "dtmf")
    String dtmf;

    @Column(name = "max_calls")
    @Nullable Integer maxCalls;

    @Column(name = "max_calls_per_second")
    @Nullable Integer maxCallsPerSecond;

    @Column(name = "caller_id_rule")
    String callerIdRule;

    @Column(name = "country")
    @Nullable String country;

    @Column(name = "trusted")
    boolean trusted;

    @Column(name = "enabled")
    boolean enabled;

    /** For the persistence provider, and for {@link RoutingStore} to fill. */
    protected TrunkEntity() {}
}
