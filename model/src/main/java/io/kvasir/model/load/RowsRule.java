package io.kvasir.model.load;

import io.kvasir.model.weights.ModelFormatException;
import io.kvasir.model.weights.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a fused matrix: the parts stand one after the other, once in each group. With one
 * group they are a view; with more they are gathered into a copy, unless each group is to be a
 * matrix of its own.
 *
 * @param of the fused matrix
 * @param parts rows of each part within a group
 * @param part which part, from 0
 * @param groups how often the parts repeat
 * @param split whether each group's rows are a matrix of their own
 */
record RowsRule(TensorRule of, List<Source> parts, int part, Source groups, boolean split)
    implements TensorRule {
  @Override
  public boolean present(TensorScope scope) {
    return of.present(scope);
  }

  @Override
  public List<Tensor> find(TensorScope scope) {
    List<Tensor> result = new ArrayList<>();
    for (Tensor fused : of.find(scope)) {
      int n = Sizes.of(groups, scope, fused.name());
      int from = 0;
      int stride = 0;
      int rows = 0;
      for (int i = 0; i < parts.size(); i++) {
        int size = Sizes.of(parts.get(i), scope, fused.name());
        from = i == part ? stride : from;
        rows = i == part ? size : rows;
        stride = Math.addExact(stride, size);
      }
      if ((long) stride * n != fused.shape().rows()) {
        throw new ModelFormatException(
            scope.files().file()
                + ": tensor "
                + ModelFormatException.printable(fused.name())
                + " has "
                + fused.shape().rows()
                + " rows, expected "
                + (long) stride * n);
      }
      cut(scope, fused, from, rows, stride, n, result);
    }
    return result;
  }

  private void cut(
      TensorScope scope, Tensor fused, int from, int rows, int stride, int n, List<Tensor> result) {
    if (split) {
      for (int group = 0; group < n; group++) {
        result.add(fused.rows(group * stride + from, group * stride + from + rows));
      }
    } else if (n == 1) {
      result.add(fused.rows(from, from + rows));
    } else {
      result.add(Gathering.rows(scope.files(), fused, from, rows, stride, n));
    }
  }
}
