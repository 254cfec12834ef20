package dev.tandem.trunk;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.SrtpPolicy;
import dev.tandem.route.NumberPattern;
import dev.tandem.route.Route;
import dev.tandem.route.Trunk;
import dev.tandem.sip.Cidr;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.TrunkPeer;
import dev.tandem.store.DataKey;
import dev.tandem.tenant.Tenant;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trunks and routes in the database. A change writes them whole: they are few, and order and references stay right. */
@Singleton
class RoutingStore {

    private final EntityManager store;
    private final Tenant tenant;
    private final DataKey dataKey;

    @Inject
    RoutingStore(EntityManager store, Tenant tenant, DataKey dataKey) {
        this.store = store;
        this.tenant = tenant;
        this.dataKey = dataKey;
    }

    /** What is stored; wants a transaction. */
    TrunksAndRoutes load() {
        List<Trunk> trunks = store.createQuery(
                        "from TrunkEntity t where t.tenantId = :tenant order by t.name", TrunkEntity.class)
                .setParameter("tenant", tenant.id())
                .getResultStream()
                .map(this::trunk)
                .toList();
        List<Route> routes = store.createQuery(
                        "from RouteEntity r where r.tenantId = :tenant order by r.place", RouteEntity.class)
                .setParameter("tenant", tenant.id())
                .getResultStream()
                .map(RoutingStore::route)
                .toList();
        return new TrunksAndRoutes(trunks, routes);
    }

    /** Stores {@code routing} in place of what was; wants a transaction. */
    void save(TrunksAndRoutes routing) {
        store.createQuery("delete from RouteEntity r where r.tenantId = :tenant")
                .setParameter("tenant", tenant.id())
                .executeUpdate();
        store.createQuery("delete from TrunkEntity t where t.tenantId = :tenant")
                .setParameter("tenant", tenant.id())
                .executeUpdate();
        routing.trunks().forEach(trunk -> store.persist(entity(trunk)));
        for (int place = 0; place < routing.routes().size(); place++) {
            store.persist(entity(routing.routes().get(place), place));
        }
    }

    private Trunk trunk(TrunkEntity row) {
        return new Trunk(
                row.name,
                row.host,
                row.port,
                TrunkPeer.Transport.valueOf(row.transport),
                split(row.allowedSources)
                        .map(text -> Cidr.parse(text).orElseThrow())
                        .toList(),
                credentials(row),
                row.register,
                split(row.codecs).map(CodecName::valueOf).toList(),
                SrtpPolicy.valueOf(row.srtp),
                DigitTransport.valueOf(row.dtmf),
                optional(row.maxCalls),
                optional(row.maxCallsPerSecond),
                row.callerIdRule,
                Optional.ofNullable(row.country),
                row.trusted,
                row.enabled);
    }

    private Optional<DigestCredentials> credentials(TrunkEntity row) {
        return row.username == null || row.sealedPassword == null
                ? Optional.empty()
                : Optional.of(new DigestCredentials(row.username, dataKey.open(row.sealedPassword, place(row.name))));
    }

    private TrunkEntity entity(Trunk trunk) {
        TrunkEntity row = new TrunkEntity();
        row.id = UUID.randomUUID().toString();
        row.tenantId = tenant.id();
        row.name = trunk.name();
        row.host = trunk.host();
        row.port = trunk.port();
        row.transport = trunk.transport().name();
        row.allowedSources = join(trunk.allowedSources());
        trunk.credentials().ifPresent(credentials -> {
            row.username = credentials.username();
            row.sealedPassword = dataKey.seal(credentials.password(), place(trunk.name()));
        });
        row.register = trunk.register();
        row.codecs = join(trunk.codecs());
        row.srtp = trunk.srtp().name();
        row.dtmf = trunk.dtmf().name();
        row.maxCalls = trunk.maxCalls().isPresent() ? trunk.maxCalls().getAsInt() : null;
        row.maxCallsPerSecond = trunk.maxCallsPerSecond().isPresent()
                ? trunk.maxCallsPerSecond().getAsInt()
                : null;
        row.callerIdRule = trunk.callerIdRule();
        row.country = trunk.country().orElse(null);
        row.trusted = trunk.trusted();
        row.enabled = trunk.enabled();
        return row;
    }

    private static Route route(RouteEntity row) {
        NumberPattern pattern = NumberPattern.parse(row.numberPattern).orElseThrow();
        return new Route(
                row.name,
                Optional.ofNullable(row.description),
                pattern,
                split(row.trunks).toList());
    }

    private RouteEntity entity(Route route, int place) {
        RouteEntity row = new RouteEntity();
        row.id = UUID.randomUUID().toString();
        row.tenantId = tenant.id();
        row.place = place;
        row.name = route.name();
        row.description = route.description().orElse(null);
        row.numberPattern = route.pattern().text();
        row.trunks = join(route.trunks());
        return row;
    }

    private String place(String trunkName) {
        return "trunk " + tenant.id() + " " + trunkName;
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }

    private static Stream<String> split(String text) {
        return text.isEmpty() ? Stream.empty() : Stream.of(text.split(","));
    }

    private static String join(List<?> items) {
        return items.stream().map(Objects::toString).collect(Collectors.joining(","));
    }
}
