package dev.tandem.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What CONFIG.md says of a configuration key. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface About {

    /** Why the key exists and what follows from changing it, in one or two sentences. */
    String value();

    /** Unit or form of the value. */
    String unit() default "text";
}
