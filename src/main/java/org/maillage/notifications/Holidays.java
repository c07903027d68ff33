package org.maillage.notifications;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.maillage.kernel.DepartmentCode;
import org.springframework.stereotype.Component;

/** French public holidays, those that only some departments keep included (Moselle, Alsace, overseas). */
@Component
class Holidays {
    private volatile @Nullable HolidayManager manager; // read at first use: start-up waits for nothing

    /** @param department where the person works; null for the days that all of France keeps */
    boolean on(LocalDate day, @Nullable DepartmentCode department) {
        HolidayManager known = manager;
        if (known == null) {
            known = HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.FRANCE));
            manager = known;
        }
        return department == null ? known.isHoliday(day) : known.isHoliday(day, department.code());
    }
}
