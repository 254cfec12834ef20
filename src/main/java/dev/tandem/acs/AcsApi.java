package dev.tandem.acs;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation of Azure Communication Services: it needs an api-version, one of those listed. Tandem's own do not. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AcsApi {

    /** The api-versions taken, oldest first. */
    String[] value();
}
