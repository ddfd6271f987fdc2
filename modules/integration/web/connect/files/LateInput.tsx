import { TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'

type LateInputProps = {
  label: string
  description?: string
  value: string
  required?: boolean
  onValue: (value: string) => void
}

/** A line that counts when one has left it or pressed Enter: each letter would have the files read anew. */
export function LateInput({ label, description, value, required = false, onValue }: LateInputProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const done = () => {
    if (text.trim() !== value) onValue(text.trim())
  }
  return (
    <TextInput
      label={label}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={text}
      maxLength={200}
      withAsterisk={required}
      spellCheck={false}
      autoComplete="off"
      onChange={event => setText(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={event => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        done()
      }}
    />
  )
}
