package dev.tandem.number.stock;

import dev.tandem.number.Capabilities;
import dev.tandem.number.E164;
import dev.tandem.number.NumberType;
import dev.tandem.number.Price;

/** A number in stock with what it offers, whether somebody holds it at this moment or not. Country: ISO 3166-1. */
public record AvailableNumber(E164 number, String country, NumberType type, Capabilities offered, Price price) {}
