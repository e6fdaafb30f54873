import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.gephi.graph.api.*;
import org.gephi.io.importer.api.*;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Reads a graph file with the Gephi toolkit, parallel edges kept, and prints what it found, tab-separated. */
public class ReadWithGephi {
    public static void main(String[] files) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        for (String file : files) {
            projects.newProject();
            Container container = importer.importFile(new File(file));
            container.getLoader().setEdgesMergeStrategy(EdgeMergeStrategy.NO_MERGE);
            importer.process(container, new DefaultProcessor(), projects.getCurrentWorkspace());
            Graph graph = Lookup.getDefault().lookup(GraphController.class).getGraphModel().getGraph();
            for (Node node : graph.getNodes()) print(out, file, "node", node, null);
            for (Edge edge : graph.getEdges()) print(out, file, "edge", edge, edge);
        }
        System.exit(0);
    }

    static void print(PrintStream out, String file, String kind, Element element, Edge edge) {
        StringBuilder line = new StringBuilder(new File(file).getName() + "\t" + kind + "\t" + element.getId());
        line.append("\tlabel=").append(clean(element.getLabel()));
        if (edge != null) line.append("\tsource=").append(edge.getSource().getId()).append("\ttarget=").append(edge.getTarget().getId());
        for (Column column : element.getTable()) {
            Object value = column.isProperty() ? null : element.getAttribute(column);
            if (value != null) line.append("\t").append(column.getTitle()).append("=").append(clean(value));
        }
        if (element.getAttribute("timeset") != null) line.append("\ttime=").append(element.getAttribute("timeset"));
        out.println(line);
    }

    static String clean(Object value) {
        return String.valueOf(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
    }
}
