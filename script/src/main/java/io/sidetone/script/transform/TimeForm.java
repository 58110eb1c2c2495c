package io.sidetone.script.transform;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/// Writes times in the forms of `strftime`, in English. Thread-safe: keeps nothing.
public final class TimeForm {

    private TimeForm() {}

    /// A time in a form. A conversion that there is none of stays as it stands.
    public static String format(ZonedDateTime time, String form) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < form.length(); i++) {
            char c = form.charAt(i);
            if (c == '%' && i + 1 < form.length()) {
                out.append(converted(time, form.charAt(++i)));
                TextOperation.bound(out.length());
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String converted(ZonedDateTime time, char conversion) {
        return switch (conversion) {
            case 'a' -> time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT);
            case 'A' -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b', 'h' -> time.getMonth().getDisplayName(TextStyle.SHORT, Locale.ROOT);
            case 'B' -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'c' -> format(time, "%a %b %e %H:%M:%S %Y");
            case 'C' -> digits(Math.floorDiv(time.getYear(), 100), 2);
            case 'd' -> digits(time.getDayOfMonth(), 2);
            case 'D', 'x' -> format(time, "%m/%d/%y");
            case 'e' -> spaced(time.getDayOfMonth());
            case 'F' -> format(time, "%Y-%m-%d");
            case 'g' -> digits(Math.floorMod(time.get(IsoFields.WEEK_BASED_YEAR), 100), 2);
            case 'G' -> Integer.toString(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'H' -> digits(time.getHour(), 2);
            case 'I' -> digits(time.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2);
            case 'j' -> digits(time.getDayOfYear(), 3);
            case 'k' -> spaced(time.getHour());
            case 'l' -> spaced(time.get(ChronoField.CLOCK_HOUR_OF_AMPM));
            case 'm' -> digits(time.getMonthValue(), 2);
            case 'M' -> digits(time.getMinute(), 2);
            case 'n' -> "\n";
            case 'p' -> time.getHour() < 12 ? "AM" : "PM";
            case 'P' -> time.getHour() < 12 ? "am" : "pm";
            case 'r' -> format(time, "%I:%M:%S %p");
            case 'R' -> format(time, "%H:%M");
            case 's' -> Long.toString(time.toEpochSecond());
            case 'S' -> digits(time.getSecond(), 2);
            case 't' -> "\t";
            case 'T', 'X' -> format(time, "%H:%M:%S");
            case 'u' -> Integer.toString(time.getDayOfWeek().getValue());
            case 'U' -> digits((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7, 2);
            case 'V' -> digits(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2);
            case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
            case 'W' -> digits((time.getDayOfYear() + 7 - time.getDayOfWeek().getValue()) / 7, 2);
            case 'y' -> digits(Math.floorMod(time.getYear(), 100), 2);
            case 'Y' -> Integer.toString(time.getYear());
            case 'z' -> offset(time.getOffset().getTotalSeconds() / 60);
            case 'Z' -> time.getZone().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case '%' -> "%";
            default -> "%" + conversion;
        };
    }

    private static String digits(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String spaced(int number) {
        return (number < 10 ? " " : "") + number;
    }

    private static String offset(int minutes) {
        int size = Math.abs(minutes);
        return (minutes < 0 ? "-" : "+") + digits(size / 60 * 100 + size % 60, 4);
    }
}
