/** Programs written for Azure Communication Services that run against Tandem with a changed connection string. */
@NullMarked
package dev.tandem.examples;

import org.jspecify.annotations.NullMarked;
