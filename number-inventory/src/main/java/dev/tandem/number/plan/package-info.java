/**
 * What the numbering plans of the world tell of a number: its country, area code, place, and whether it is ever sold. Only this
 * package knows libphonenumber.
 */
@NullMarked
package dev.tandem.number.plan;

import org.jspecify.annotations.NullMarked;
