package org.maillage.files;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.stream.Stream;
import org.maillage.files.apart.Answer;
import org.maillage.files.apart.Outcome;
import org.maillage.files.apart.Task;
import org.maillage.kernel.Refused;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Decides whether a content comes in: by its size, its real type, its name, and by what a process apart finds in it. */
@Component
class Inspector implements DisposableBean {
    private final List<ProcessApart> all;
    /** The last one that worked is first: another starts only while it is busy. */
    private final LinkedBlockingDeque<ProcessApart> free;

    Inspector(ReadingSettings settings) {
        all = Stream.generate(() -> new ProcessApart(settings.memory(), settings.longestCheck()))
                .limit(settings.checks())
                .toList();
        free = new LinkedBlockingDeque<>(all);
    }

    /**
     * @param field the form's field, for the refusal
     * @throws Refused with a sentence that names the file and says how to mend it
     */
    FileType admit(String field, Arrival arrival) throws IOException {
        FileType type = plausible(field, arrival);
        if (!type.mayHide()) return type;
        String typedName = arrival.typedName();
        Answer answer = inspect(type, arrival);
        switch (answer.outcome()) {
            case DONE, NOTHING -> {}
            case BROKEN -> throw refusal(field, typedName, Unfit.BROKEN);
            case PASSWORD -> throw refusal(field, typedName, Unfit.PASSWORD);
            case BOMB -> throw refusal(field, typedName, Unfit.BOMB);
            case MACROS -> throw refusal(field, typedName, Unfit.MACROS);
            case ELSEWHERE -> throw refusal(field, typedName, Unfit.ELSEWHERE);
            case SCRIPTS -> throw refusal(field, typedName, Unfit.SCRIPTS);
            case ATTACHED -> throw refusal(field, typedName, Unfit.ATTACHED);
            case TIME, MEMORY, CRASHED -> throw refusal(field, typedName, Unfit.UNCHECKED);
        }
        return type;
    }

    private Answer inspect(FileType type, Arrival arrival) {
        ProcessApart apart;
        try {
            apart = free.takeFirst();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.of(Outcome.CRASHED);
        }
        try {
            return apart.ask(Task.INSPECT, type, arrival.path());
        } finally {
            free.addFirst(apart);
        }
    }

    /** The same without looking inside: for what the platform made itself. */
    FileType plausible(String field, Arrival arrival) throws IOException {
        String typedName = arrival.typedName();
        String shown = FileName.shown(typedName);
        if (arrival.size() == 0) throw new Refused(field, "files.empty", shown);
        if (arrival.size() > arrival.most()) throw new Refused(field, "files.tooBig", shown, arrival.most() >> 20);
        FileType type;
        try {
            type = FileTypes.of(arrival.path(), typedName);
        } catch (UnfitContent e) {
            throw refusal(field, typedName, e.why());
        }
        if (FileName.lies(typedName, type))
            throw new Refused(field, "files.lies", shown, type.name(), type.extension());
        return type;
    }

    private static Refused refusal(String field, String typedName, Unfit why) {
        return new Refused(field, why.message(), FileName.shown(typedName));
    }

    @Override
    public void destroy() {
        all.forEach(ProcessApart::close);
    }
}
