package org.maillage.web;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Currency;
import java.util.Locale;
import org.maillage.kernel.Violation;
import org.maillage.platform.Paris;
import org.springframework.context.MessageSource;

/** Everything that is said to a person, in their language: sentences, dates, amounts. French or English. */
public final class Texts {
    private final MessageSource messages;
    private final Locale locale;

    Texts(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    public Locale locale() {
        return locale;
    }

    public boolean french() {
        return locale.getLanguage().equals("fr");
    }

    /**
     * The sentence for {@code key}; the template escapes it.
     *
     * @throws org.springframework.context.NoSuchMessageException when a bundle lacks the key: a mistake, never a surprise to hide
     */
    public String localize(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** The sentence for a refusal. */
    public String localize(Violation violation) {
        return localize(violation.message(), violation.arguments().toArray());
    }

    /** The name of a constant: {@code Kind.INDIVIDUAL} is the key {@code Kind.INDIVIDUAL}. */
    public String name(Enum<?> constant) {
        return localize(constant.getDeclaringClass().getSimpleName() + "." + constant.name());
    }

    /** {@code 24 novembre 2026}, {@code 1er décembre 2026}; {@code 24 November 2026}. */
    public String date(LocalDate date) {
        String day = french() && date.getDayOfMonth() == 1 ? "1er" : Integer.toString(date.getDayOfMonth());
        return day + " " + DateTimeFormatter.ofPattern("MMMM yyyy", locale).format(date);
    }

    /** The day in Paris on which {@code instant} falls. */
    public String date(Instant instant) {
        return date(inParis(instant).toLocalDate());
    }

    /** {@code 24 novembre 2026 à 14 h 30}; {@code 24 November 2026 at 14:30}, Paris time. */
    public String dateTime(Instant instant) {
        return localize("web.dateTime", date(instant), time(instant));
    }

    /** {@code mardi 24 novembre 2026 à 14 h 30}. */
    public String longDateTime(Instant instant) {
        return dayOfWeek(inParis(instant).getDayOfWeek()) + " " + dateTime(instant);
    }

    /** {@code 14 h 30}, {@code 14:30}. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofPattern(french() ? "H 'h' mm" : "HH:mm", locale)
                .format(inParis(instant));
    }

    /** {@code 14 h 30 min 05 s}, {@code 14:30:05}: for moments where the second matters. */
    public String seconds(Instant instant) {
        return DateTimeFormatter.ofPattern(french() ? "H 'h' mm 'min' ss 's'" : "HH:mm:ss", locale)
                .format(inParis(instant));
    }

    public String dayOfWeek(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, locale);
    }

    /** {@code 4 500 €}, {@code 4 500,50 €}; {@code €4,500}. */
    public String euros(BigDecimal amount) {
        NumberFormat format = NumberFormat.getCurrencyInstance(french() ? Locale.FRANCE : Locale.UK);
        format.setCurrency(Currency.getInstance("EUR"));
        format.setMinimumFractionDigits(amount.stripTrailingZeros().scale() > 0 ? 2 : 0);
        return format.format(amount);
    }

    /** {@code 4,5}, {@code 1 250}. */
    public String number(Number number) {
        return NumberFormat.getNumberInstance(french() ? Locale.FRANCE : Locale.UK)
                .format(number);
    }

    /** The same instant for a {@code datetime} attribute: ISO 8601 with Paris's offset. */
    public static String iso(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(inParis(instant).withNano(0));
    }

    private static ZonedDateTime inParis(Instant instant) {
        return instant.atZone(Paris.ZONE);
    }
}
