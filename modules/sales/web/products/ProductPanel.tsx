import { useCall } from '../../../../platform/contract/hooks.ts'
import type { Field } from '../../../../platform/entities/descriptor.ts'
import { patchOf, type RecordRow } from '../../../../ui/field/record.ts'
import { FieldList } from '../../../../ui/record/FieldList.tsx'
import { useRecordEdit } from '../../../../ui/record/use-record-edit.ts'
import { Reading } from '../../../../ui/shell/Reading.tsx'
import { useEntity, useMay } from '../../../../ui/shell/session.tsx'
import { productContract } from '../../contract.ts'

const lists = [productContract.products]
const reads = [productContract.getProduct, productContract.countProducts, productContract.prices]

/** A product beside its list. */
export function ProductPanel({ id }: { id: string }) {
  const asked = useCall(productContract.getProduct, { params: { id } })
  return asked.data ? <ProductFacts record={asked.data} /> : <Reading of={asked} lines={6} />
}

/** The facts of a product, edited in place by who may. */
export function ProductFacts({ record }: { record: RecordRow }) {
  const may = useMay()
  const entity = useEntity('product')
  const save = useRecordEdit({ entity, update: productContract.changeProduct, lists, reads })
  const edit = (field: Field, value: unknown, began: RecordRow) => save(began, patchOf(field, value))
  return (
    <FieldList
      entity={entity}
      record={record}
      fields={entity.fields.map(({ key }) => key)}
      {...(may('sales.manage') ? { onEdit: edit } : {})}
    />
  )
}
