/** The one typed tree of configuration: every {@code tandem.*} key, its default and its reason. */
@NullMarked
package dev.tandem.config;

import org.jspecify.annotations.NullMarked;
