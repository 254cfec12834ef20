package dev.tandem.sip.flow;

import dev.tandem.sip.AddressOfRecord;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The connections that are open now, by id (RFC 5626, section 5). Thread-safe. */
public final class Flows {
    /** More connections than this are closed at once: each costs a socket and a table entry. */
    static final int OPEN_MAX = 20_000;

    private final Map<String, Connection> open = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();

    /** A fresh flow id. */
    public String nextId() {
        return "f" + ids.incrementAndGet();
    }

    /** Adds a connection; false when there are too many, and then it must be closed. */
    public boolean add(Connection connection) {
        if (open.size() >= OPEN_MAX) {
            return false;
        }
        open.put(connection.id(), connection);
        return true;
    }

    /** Removes a connection; false when it was not there, e.g. because it was removed before. */
    public boolean remove(Connection connection) {
        return open.remove(connection.id(), connection);
    }

    /** The connection of an id, while it is open. */
    public Optional<Connection> find(String id) {
        return Optional.ofNullable(open.get(id));
    }

    /** An open connection of ours or theirs to an address, to be used again. */
    public Optional<Connection> find(String transport, InetSocketAddress remote) {
        return open.values().stream()
                .filter(each ->
                        each.transport().equals(transport) && each.remote().equals(remote))
                .findFirst();
    }

    /** The connection that a host ending in {@code .invalid} stands for. */
    public Optional<Connection> ofHost(String host) {
        return host.endsWith(Connection.hostOf(""))
                ? find(host.substring(0, host.length() - Connection.hostOf("").length()))
                : Optional.empty();
    }

    /** The connections a user opened. */
    public List<Connection> of(AddressOfRecord user) {
        return open.values().stream()
                .filter(each -> each.user().equals(Optional.of(user)))
                .toList();
    }

    /** All of them. */
    public List<Connection> all() {
        return List.copyOf(open.values());
    }

    /** How many are open. */
    public int count() {
        return open.size();
    }
}
