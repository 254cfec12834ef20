/** What those who guard the machine are told: who was refused, and from where. */
@NullMarked
package dev.tandem.security;

import org.jspecify.annotations.NullMarked;
