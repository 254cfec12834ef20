package dev.tandem.principal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What who calls this operation must be allowed. Every resource method bears this or {@link Anonymous}; without, Tandem does
 * not start.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {

    /** The one permission needed. */
    Permission value();
}
