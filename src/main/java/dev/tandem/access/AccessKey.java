package dev.tandem.access;

import dev.tandem.principal.Permission;
import java.time.Instant;
import java.util.Set;

/**
 * An access key without its secret.
 *
 * @param name {@code primary}, {@code secondary}, or one of the operator's choice
 * @param permissions what requests signed with it may do
 * @param createdAt when this secret was made
 */
public record AccessKey(String name, Set<Permission> permissions, Instant createdAt) {

    /** Copies the set, so that the key is a value. */
    public AccessKey {
        permissions = Set.copyOf(permissions);
    }
}
